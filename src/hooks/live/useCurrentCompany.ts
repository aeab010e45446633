"use client";

import { useEffect, useMemo, useState } from "react";
import type { Company } from "../../core/company/company.js";
import { inviteStateAt, isLiveInvite } from "../../core/status/inviteState.js";

/** No timer waits longer: a browser ends one of 25 days at once. */
const aDay = 86_400_000;

/** The company with its invites as they are by now: nobody tells of one that ends by itself. */
export function useCurrentCompany(company: Company | undefined): Company | undefined {
  // Not the clock: the server's markup would then differ from what the browser makes of it.
  const [now, setNow] = useState(0);
  const next = Math.min(
    ...(company?.invites ?? [])
      .filter(({ state }) => isLiveInvite(state))
      .map(({ expiresAt }) => Date.parse(expiresAt))
      .filter((end) => end > now),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a timer that ended before its time begins again
  useEffect(() => {
    if (next === Number.POSITIVE_INFINITY) return;
    const due = Math.min(next, Date.now() + aDay);
    const timer = setTimeout(() => setNow(Math.max(due, Date.now())), due - Date.now());
    return () => clearTimeout(timer);
  }, [next, now]);
  return useMemo(
    () =>
      company && {
        ...company,
        invites: company.invites?.map((one) => ({ ...one, state: inviteStateAt(one, new Date(now)) })),
      },
    [company, now],
  );
}
