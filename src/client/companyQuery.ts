import type { Company } from "../core/company/company.js";
import { parseCompany } from "../core/company/parseCompanyEvent.js";
import { stepError } from "../core/step/stepError.js";
import { ask, failure, type Send } from "./request.js";

/** Options of {@link companyQueryOptions}. */
export interface CompanyQueryOptions {
  /** As the provider has it, without a slash at its end: it is part of the key under which the provider looks. */
  endpoint: string;
  /** What the host's session is called in caches; another one's data is never shown. */
  sessionKey: string;
  /** Where this runs on a server: one that makes the path an address, and sends the session's cookie. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** Where a company is kept in a cache. */
export type CompanyQueryKey = readonly ["codat-onboarding", string, string, "company"];

/** For loaders and prefetching, and for TanStack Query as it is. The stream keeps it fresh; nothing else asks. */
export function companyQueryOptions({ endpoint, sessionKey, fetch: send }: CompanyQueryOptions) {
  const queryKey: CompanyQueryKey = ["codat-onboarding", sessionKey, endpoint, "company"];
  return {
    queryKey,
    /** `null` while the customer has no company. */
    queryFn: ({ signal }: { signal?: AbortSignal | undefined } = {}) =>
      requestCompany("GET", endpoint, send, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    retry: false,
  } as const;
}

/** Finds or makes the customer's company; rejects with `ONB-401`, `ONB-402` or `ONB-405`. */
export async function ensureCompany(endpoint: string): Promise<Company> {
  const company = await requestCompany("POST", endpoint);
  if (company) return company;
  throw stepError("ONB-405");
}

async function requestCompany(
  method: string,
  endpoint: string,
  send?: Send,
  signal: AbortSignal | null = null,
): Promise<Company | null> {
  const headers = { accept: "application/json" };
  const response = await ask("ONB-402", `${endpoint}/company`, { method, headers, signal }, send);
  if (response.status === 404) return null;
  if (response.status === 401 || response.status === 403) throw stepError("ONB-401");
  if (!response.ok) throw failure("ONB-402");
  const company = parseCompany(await response.json().catch(() => undefined));
  if (company) return company;
  throw stepError("ONB-405");
}
