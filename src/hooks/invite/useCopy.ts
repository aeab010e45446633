"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { writeClipboard } from "./clipboard.js";

/** Copying, and how the last copy went. */
export interface UseCopyResult {
  /** `copied` for five seconds, `failed` until the next try. */
  state: "idle" | "copied" | "failed";
  /** Copies inside a click; resolves to whether the clipboard holds the text. */
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
  const [state, setState] = useState<UseCopyResult["state"]>("idle");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const shownFor = 5000;
  const copy = useCallback(async (text: string | Promise<string>) => {
    const copied = await writeClipboard(text);
    clearTimeout(timer.current);
    setState(copied ? "copied" : "failed");
    if (copied) timer.current = setTimeout(setState, shownFor, "idle");
    return copied;
  }, []);
  return { state, copy };
}
