import { spyOn } from "storybook/test";

/** A browser that lets nothing be copied: plain http, a sandboxed frame, a policy. */
export function refuseCopying(): void {
  const refused = () => Promise.reject(new DOMException("Refused", "NotAllowedError"));
  spyOn(navigator.clipboard, "writeText").mockImplementation(refused);
  spyOn(navigator.clipboard, "write").mockImplementation(refused);
  spyOn(document, "execCommand").mockReturnValue(false);
}

/** A browser that copies without asking. */
export function allowCopying(): void {
  spyOn(navigator.clipboard, "writeText").mockResolvedValue();
}
