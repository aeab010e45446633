"use client";

import { useMemo, useReducer } from "react";
import { OnboardingError } from "../../core/errors.js";
import { expandTemplate } from "../../core/links/hostedLink.js";
import { type Link, type LinkUse, parseLinkResult } from "../../core/links/linkUrl.js";
import { isSourceType } from "../../core/sourceType.js";
import { stepError } from "../../core/step/stepError.js";
import type { StepSettings } from "../settings.js";
import type { LiveConnection } from "../step/liveConnection.js";
import type { LinkSource } from "./linkSource.js";

/** A link for one use: known from the start, or fetched when somebody is about to use it. */
export interface LinkHandle {
  /** The link, once it is known. */
  link?: Link | undefined;
  /** Why there is none and none will be fetched. */
  problem?: OnboardingError | undefined;
  /** The link, fetched if need be; where it rejects, the failure has been reported. */
  resolve(): Promise<Link>;
  /** Starts fetching on intent; a failure is reported only once somebody clicks. */
  prefetch?(): Promise<Link>;
  /** The link was used: a fetched one is fetched anew next time. */
  spend?(): void;
  /** Where it is fetched from. */
  source?: LinkSource | undefined;
  /** The language chosen for the invite that it is in, where there is a choice. */
  language?: string | undefined;
  /** Whom the invite that it is in asks. */
  name?: string | undefined;
  /** The customer sends it to themselves. */
  own?: boolean | undefined;
}

/** Whether there is a link, or will be. */
export function hasLink({ link, source }: LinkHandle): boolean {
  return !!(link ?? source);
}

/** Each link of a step, by what it is for; others where the companion makes links. */
export type Links = Record<LinkUse, LinkHandle> & {
  /** That of an invite to the customer's own device, or to a person: another one where the last went to somebody else. */
  made?: ((kind: "self" | undefined, name: string | undefined) => LinkHandle) | undefined;
};

/** What is known of a link from the start: itself, why there is none, or where it is fetched from. */
export type GivenLink = Pick<LinkHandle, "link" | "problem" | "source">;

/** Links on their way, by the key of their source; one that has come holds it. */
type FetchedLinks = Record<string, Promise<Link> & { link?: Link }>;

/**
 * The links of a step: from the companion, from `linkUrl`, or from `companyId` and the template. The same object
 * until `settings` or `connection` change, or a link was fetched or spent.
 *
 * @param companyId the parsed one
 * @param connection what the companion leads to and makes by itself
 * @param onFailure a link could not be fetched that somebody wanted to use
 */
export function useLinks(
  settings: StepSettings,
  companyId: string | undefined,
  connection: LiveConnection | undefined,
  onFailure: (error: OnboardingError) => void,
): Links {
  const [fetched, onChange] = useFetchedLinks();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest follows from these
  return useMemo(() => {
    const handle = (given: GivenLink) => linkHandle(given, fetched.links, onChange, onFailure);
    const sourceOf = connection?.inviteSource;
    const made =
      sourceOf?.(settings) &&
      ((kind?: "self", name?: string) => handle({ source: sourceOf(settings, kind, name) }));
    return {
      connect: handle(connection ?? hostLink("connect", settings, companyId)),
      invite: made ? made() : handle(hostLink("invite", settings, companyId)),
      made,
    };
  }, [settings, connection, fetched]);
}

/** What {@link linkHandle} needs; the first is a new object each time that a link was fetched or spent. */
export function useFetchedLinks(): [fetched: { links: FetchedLinks }, onChange: () => void] {
  return useReducer(({ links }) => ({ links }), { links: {} });
}

/**
 * A handle on a link; one that is known, or that there is none of, has nothing to fetch or spend.
 *
 * @param onFailure the link could not be fetched that somebody wanted to use
 */
export function linkHandle(
  { link, problem, source }: GivenLink,
  fetched: FetchedLinks,
  onChange: () => void,
  onFailure: (error: OnboardingError) => void,
): LinkHandle {
  if (!source) return { link, problem, resolve: () => Promise.reject(problem) };
  const { key } = source;
  const spend = () => {
    delete fetched[key];
    onChange();
  };
  const prefetch = () => {
    const known = fetched[key];
    if (known && !(Number(known.link?.expiresAt) <= Date.now())) return known;
    const fetching: FetchedLinks[string] = source.fetch();
    fetched[key] = fetching;
    fetching.then((link) => {
      fetching.link = link;
      onChange();
    }, spend);
    return fetching;
  };
  return {
    link: fetched[key]?.link,
    resolve: () =>
      prefetch().catch((cause) => {
        const error =
          cause instanceof OnboardingError ? cause : stepError("ONB-202", { recoverable: true, cause });
        onFailure(error);
        throw error;
      }),
    prefetch,
    spend,
    source,
  };
}

function hostLink(
  use: LinkUse,
  { linkUrl, companyId: given, linkTemplate, linkHosts: hosts, sourceType = "accounting" }: StepSettings,
  companyId: string | undefined,
): GivenLink {
  try {
    if (!isSourceType(sourceType)) throw stepError("ONB-103");
    if (typeof linkUrl === "function")
      return {
        source: {
          key: `${use} ${companyId}`,
          fetch: async () => parseLinkResult(await linkUrl(use), hosts),
        },
      };
    if (!linkUrl && !given) return {};
    const link = parseLinkResult(linkUrl ?? expandTemplate(companyId, linkTemplate), hosts);
    // The first to open such a link spends it: one that the customer has open is never passed on.
    if (link.oneTime && use === "invite") throw stepError("ONB-203");
    return { link };
  } catch (error) {
    return { problem: error as OnboardingError };
  }
}
