"use client";

import {
  type QueryClient,
  QueryClientContext,
  QueryClient as TanStack,
  useQuery,
} from "@tanstack/react-query";
import { useContext, useEffect, useRef, useState } from "react";
import { companyQueryOptions, ensureCompany } from "../../client/companyQuery.js";
import { failure } from "../../client/request.js";
import { joinEvents } from "../../client/sharedEvents.js";
import type { Company } from "../../core/company/company.js";
import { applyCompanyEvent } from "../../core/company/companyEvent.js";
import type { StepDefaults } from "../step/stepContext.js";
import { keepEarly } from "../step/stepStorage.js";
import { useReportedError } from "../step/useReportedError.js";
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
}: CompanyStreamOptions): Pick<LiveCompany, "company" | "problem" | "lost" | "owner"> {
  const context = useContext(QueryClientContext);
  const [created] = useState(() => queryClient ?? context ?? new TanStack());
  const client = queryClient ?? context ?? created;
  const options = companyQueryOptions({ endpoint, sessionKey });
  const { queryKey } = options;
  const owner = JSON.stringify(queryKey);
  const { data } = useQuery<Company | null>({ ...options, enabled: false }, client);
  const [trouble, setTrouble] = useState<
    Partial<Pick<LiveCompany, "problem" | "lost">> & Pick<LiveCompany, "owner">
  >();
  const last = useRef(sessionKey);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest follows from these
  useEffect(() => {
    const forget = (key: string) => client.removeQueries({ queryKey: [queryKey[0], key] });
    if (last.current !== sessionKey) forget(last.current);
    last.current = sessionKey;
    setTrouble(undefined);
    return joinEvents(
      { url: `${endpoint}/events`, sessionKey, read: () => ensureCompany(endpoint) },
      {
        onEvent: (event) =>
          client.setQueryData<Company | null>(queryKey, (company) =>
            applyCompanyEvent(company ?? undefined, event),
          ),
        onLost: (since) =>
          setTrouble((before) =>
            since === undefined
              ? undefined
              : { owner, lost: { since, error: before?.lost?.error ?? failure("ONB-402") } },
          ),
        onEnd(problem) {
          client.setQueryData<Company | null>(queryKey, null);
          forget(sessionKey);
          keepEarly(owner);
          setTrouble({ owner, problem });
        },
      },
    );
  }, [client, owner]);

  const { problem, lost } = trouble?.owner === owner ? trouble : {};
  // After the steps inside: their listeners have heard of it by then, and what is kept is of those that are gone.
  useReportedError(problem ?? lost?.error, emit);
  useEffect(() => {
    if (data) keepEarly(owner, data.id);
  });
  return { company: problem ? undefined : (data ?? undefined), problem, lost, owner };
}
