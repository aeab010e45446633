"use client";

import { createInvitesClient } from "../../client/invitesClient.js";
import type { CompanyInvite } from "../../core/company/companyInvite.js";
import type { LinkResult } from "../../core/links/linkUrl.js";
import { useReportedRequest } from "../step/useReportedRequest.js";
import { useCompanyContext } from "./companyContext.js";

/** The invites of the session's company, live. */
export interface UseInvitesResult {
  /** Newest first, each as it is by now; those that ended a month ago left out. */
  invites: readonly CompanyInvite[];
  /** Ends one: its link works no longer. Resolves to whether it was done; the change comes by the stream. */
  cancel(id: string): Promise<boolean>;
  /** Changes the name of whom a live one asks; an empty one takes it away. Resolves to whether it was done. */
  setName(id: string, name: string): Promise<boolean>;
  /** The link of a live one, to pass on again: fetch it when it is about to be used. Rejects with `ONB-407`. */
  link(id: string): Promise<Exclude<LinkResult, string>>;
}

/**
 * What became of the invites, and how to change them. What is refused is reported as `ONB-407`. Throws `ONB-404`
 * without an `OnboardingProvider`.
 *
 * @example
 * function Asked() {
 *   const { invites, cancel } = useInvites();
 *   return invites.map(({ id, state, name }) => (
 *     <p key={id}>
 *       {name ?? "A colleague"}: {state} <button type="button" onClick={() => cancel(id)}>Cancel</button>
 *     </p>
 *   ));
 * }
 */
export function useInvites(): UseInvitesResult {
  const { company, endpoint } = useCompanyContext();
  const requests = createInvitesClient(endpoint);
  const isDone = useReportedRequest();
  return {
    invites: company?.invites ?? [],
    cancel: (id) => isDone(requests.cancel(id)),
    setName: (id, name) => isDone(requests.setName(id, name)),
    link: requests.link,
  };
}
