"use client";

import { askCompanion } from "../live/askCompanion.js";
import { useLiveCompany } from "./liveCompany.js";
import { useDone } from "./useDone.js";

/**
 * Ends the access to one connection; what was read stays. Resolves to whether it was done; the stream tells what came
 * of it.
 */
export function useUnlink(): (connectionId: string) => Promise<boolean> {
  const { endpoint } = useLiveCompany();
  const isDone = useDone();
  return (id) => isDone(askCompanion("ONB-406", `${endpoint}/connections/${id}/unlink`, "POST"));
}
