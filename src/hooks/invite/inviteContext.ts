"use client";

import { createContext, useContext } from "react";
import { requireParent } from "../step/requireParent.js";
import type { StepInvite } from "./useInvite.js";

/** Filled by `InviteByMailto`, which also puts the invite's link into the step around its parts. */
export const InviteContext = createContext<StepInvite | undefined>(undefined);

/** The invite around a part. Throws `ONB-106` where there is none. */
export function useInviteContext(part: string): StepInvite {
  return requireParent(useContext(InviteContext), part);
}
