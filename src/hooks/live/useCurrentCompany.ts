"use client";

import { useEffect, useMemo, useState } from "react";
import type { Company } from "../../core/company/company.js";
import { inviteStateAt, isLiveInvite } from "../../core/status/inviteState.js";

/** No timer waits longer: browsers end one of 25 days at once. */
const aDay = 86_400_000;

/** The company with its invites as they are by now: no event says that one has expired. */
export function useCurrentCompany(company: Company | undefined): Company | undefined {
  // Not the clock's: the server's markup would differ from what the browser renders.
  const [now, setNow] = useState(0);
  const next = Math.min(
    ...(company?.invites ?? [])
      .filter(({ state }) => isLiveInvite(state))
      .map(({ expiresAt }) => Date.parse(expiresAt))
      .filter((end) => end > now),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a timer that ended early begins again
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
        invites: company.invites?.map((invite) => ({
          ...invite,
          state: inviteStateAt(invite, new Date(now)),
        })),
      },
    [company, now],
  );
}
