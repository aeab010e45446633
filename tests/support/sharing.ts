import { vi } from "vitest";

/** A share sheet, where the browser has none; what becomes of a press is the mock's. */
export function installSharing() {
  const share = vi.fn<(data: ShareData) => Promise<void>>(async () => {});
  const canShare = vi.fn<(data: ShareData) => boolean>(() => true);
  Object.assign(navigator, { share, canShare });
  return { share, canShare };
}

/** A browser without a share sheet again. */
export function removeSharing(): void {
  for (const name of ["share", "canShare"]) delete (navigator as object as Record<string, unknown>)[name];
}

export const refusal = (name: string) => () => Promise.reject(new DOMException("no", name));
