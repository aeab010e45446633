"use client";

import {
  type QueryClient,
  QueryClientContext,
  QueryClient as TanStack,
  useQuery,
} from "@tanstack/react-query";
import { useContext, useEffect, useRef, useState } from "react";
import { companyQueryOptions, ensureCompany, unreachable } from "../../client/companyQuery.js";
import { joinEvents } from "../../client/sharedEvents.js";
import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent } from "../../core/company/companyEvent.js";
import type { OnboardingError } from "../../core/errors.js";
import type { StepDefaults } from "../step/stepContext.js";
import type { LiveCompany } from "./companyContext.js";

interface CompanyStreamOptions extends Pick<StepDefaults, "emit"> {
  sessionKey: string;
  endpoint: string;
  queryClient: QueryClient | undefined;
}

/** The session's company, kept in TanStack Query's cache by the companion's stream alone. */
export function useCompanyStream({
  sessionKey,
  endpoint,
  queryClient,
  emit,
}: CompanyStreamOptions): Omit<LiveCompany, "endpoint"> {
  const context = useContext(QueryClientContext);
  const [created] = useState(() => queryClient ?? context ?? new TanStack());
  const client = queryClient ?? context ?? created;
  const options = companyQueryOptions({ endpoint, sessionKey });
  const { data } = useQuery<Company | null>({ ...options, enabled: false }, client);
  const [ended, setEnded] = useState<{ sessionKey: string; problem: OnboardingError | undefined }>();
  const [lost, setLost] = useState<{ since: number; error: OnboardingError }>();
  const last = useRef(sessionKey);

  useEffect(() => {
    const { queryKey } = companyQueryOptions({ endpoint, sessionKey });
    const forget = (key: string) => client.removeQueries({ queryKey: [queryKey[0], key] });
    if (last.current !== sessionKey) forget(last.current);
    last.current = sessionKey;
    setEnded(undefined);
    setLost(undefined);
    let error: OnboardingError | undefined;
    return joinEvents(
      { url: `${endpoint}/events`, sessionKey, read: () => ensureCompany(endpoint) },
      {
        onEvent: (event) =>
          client.setQueryData<Company | null>(queryKey, (company) =>
            applyCompanyEvent(company ?? undefined, event),
          ),
        onLost(since) {
          if (since === undefined) {
            error = undefined;
            return setLost(undefined);
          }
          if (!error) {
            error = unreachable();
            emit.error(error);
          }
          setLost({ since, error });
        },
        onEnd(problem) {
          client.setQueryData<Company | null>(queryKey, null);
          forget(sessionKey);
          setEnded({ sessionKey, problem });
          if (problem) emit.error(problem);
        },
      },
    );
  }, [client, endpoint, sessionKey, emit]);

  const problem = ended?.sessionKey === sessionKey ? ended.problem : undefined;
  return { company: problem ? undefined : (data ?? undefined), problem, lost: problem ? undefined : lost };
}
