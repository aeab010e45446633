"use client";

import { askCompanion } from "../../client/askCompanion.js";
import { useDone } from "../step/useDone.js";
import { useLiveCompany } from "./liveCompany.js";

/**
 * Ends the access to one connection; what was read stays. Resolves to whether it was done; the stream tells what came
 * of it.
 */
export function useUnlink(): (connectionId: string) => Promise<boolean> {
  const { endpoint } = useLiveCompany();
  const isDone = useDone();
  return (id) => isDone(askCompanion("ONB-406", `${endpoint}/connections/${id}/unlink`, "POST"));
}
