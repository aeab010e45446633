"use client";

import { useState } from "react";
import { stepError } from "../core/stepError.js";
import { useLiveCompany } from "./liveCompany.js";
import type { Step } from "./step.js";

/** Ending the access to one connection; what was read stays. */
export interface Unlink {
  busy: boolean;
  /** Asks the companion; resolves to whether it was done. The stream tells what came of it. */
  unlink(connectionId: string): Promise<boolean>;
}

/** {@link Unlink} for a step in a provider. */
export function useUnlink({ emit }: Pick<Step, "emit">): Unlink {
  const { endpoint } = useLiveCompany();
  const [busy, setBusy] = useState(false);
  return {
    busy,
    async unlink(connectionId) {
      setBusy(true);
      const path = `${endpoint}/connections/${connectionId}/unlink`;
      const answer = await fetch(path, { method: "POST" }).catch(() => undefined);
      setBusy(false);
      if (!answer?.ok) {
        emit({ type: "error", detail: stepError("ONB-406", { recoverable: true }) });
      }
      return !!answer?.ok;
    },
  };
}
