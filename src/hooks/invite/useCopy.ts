"use client";

import { useCallback, useEffect, useState } from "react";
import { writeClipboard } from "./clipboard.js";

/** Copying, and how the last copy went. */
export interface UseCopyResult {
  /** `copied` for five seconds, `failed` until the next try. */
  state: "idle" | "copied" | "failed";
  /** Copies inside a click; resolves to whether the clipboard holds the text, by five seconds after the text is there. */
  copy(text: string | Promise<string>): Promise<boolean>;
}

/**
 * Copies text with every fallback the browser has. When it fails, show the text selected.
 *
 * @example
 * function CopyReference({ reference }: { reference: string }) {
 *   const { state, copy } = useCopy();
 *   return (
 *     <button type="button" onClick={() => copy(reference)}>
 *       {state === "copied" ? "Copied" : "Copy the reference"}
 *     </button>
 *   );
 * }
 */
export function useCopy(): UseCopyResult {
  // An object, so that copying again begins the five seconds anew.
  const [last, setLast] = useState<Pick<UseCopyResult, "state">>(idle);
  useEffect(() => {
    if (last.state !== "copied") return;
    const timer = setTimeout(setLast, fiveSeconds, idle);
    return () => clearTimeout(timer);
  }, [last]);
  const copy = useCallback(async (text: string | Promise<string>) => {
    const copied = await Promise.race([writeClipboard(text), unanswered(text)]);
    setLast({ state: copied ? "copied" : "failed" });
    return copied;
  }, []);
  return { ...last, copy };
}

/** Some browsers never say whether they did it, such as while they ask for a permission. */
async function unanswered(text: string | Promise<string>): Promise<boolean> {
  await text;
  return new Promise((resolve) => setTimeout(resolve, fiveSeconds, false));
}

const idle = { state: "idle" } as const;
const fiveSeconds = 5000;
