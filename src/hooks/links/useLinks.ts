"use client";

import { useMemo, useRef, useState } from "react";
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
  /** The link, fetched if need be; rejects when the failure has been told. */
  resolve(): Promise<Link>;
  /** Starts fetching on intent; failing is no news until somebody clicks. */
  prefetch(): Promise<Link> | undefined;
  /** The link was used: a fetched one is fetched anew next time. */
  spend(): void;
  /** Where it is fetched from. */
  source?: LinkSource | undefined;
}

/** Each link of a step, by what it is for. */
export type Links = Record<LinkUse, LinkHandle>;

/** A fetched link, or one on its way. */
interface Fetched extends Partial<Pick<LinkSource, "key">> {
  promise?: Promise<Link>;
  link?: Link;
}

/**
 * The links of a step: from the companion around, from `linkUrl`, or from `companyId` and the template.
 *
 * @param live what the companion leads to and makes by itself
 */
export function useLinks(
  settings: StepSettings,
  onFailure: (error: OnboardingError) => void,
  { link: own, inviteSource }: Partial<Pick<LiveConnection, "link" | "inviteSource">> = {},
): Links {
  const { linkUrl, linkTemplate, linkHosts, companyId, sourceType } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: settings are new each time; a link is made of these
  const given = useMemo(
    () => givenLinks(settings),
    [linkUrl, linkTemplate, linkHosts, companyId, sourceType],
  );
  const hosts = (use: LinkUse): LinkSource | undefined =>
    typeof linkUrl === "function"
      ? { key: `${companyId}`, hosts: linkHosts, fetch: () => linkUrl(use) }
      : undefined;
  return {
    connect: useLink(own ? { link: own } : given.connect, own ? undefined : hosts("connect"), onFailure),
    invite: useLink(inviteSource ? {} : given.invite, inviteSource?.(settings) ?? hosts("invite"), onFailure),
  };
}

type Given = Partial<LinkHandle>;

/** One link: one from its source, or the given one where there is no source. */
export function useLink(
  given: Given = {},
  source: LinkSource | undefined,
  onFailure: (error: OnboardingError) => void,
): LinkHandle {
  const [fetched, setFetched] = useState<Fetched>({});
  const running = useRef(fetched);
  if (!source || given.problem) {
    return { resolve: () => Promise.reject(given.problem), prefetch: nothing, spend: nothing, ...given };
  }
  const { key, hosts, durable } = source;
  const reset = () => {
    running.current = {};
    setFetched({});
  };
  const fetchLink = async (next: Fetched) => {
    next.link = { ...parseLinkResult(await source.fetch(), hosts), durable };
    if (running.current === next) setFetched(next);
    return next.link;
  };
  const load = () => {
    const { promise, link, key: fetchedFor } = running.current;
    if (promise && fetchedFor === key && !(Number(link?.expiresAt) <= Date.now())) return promise;
    const next: Fetched = { key };
    running.current = next;
    next.promise = fetchLink(next);
    next.promise.catch(() => running.current === next && reset());
    return next.promise;
  };
  return {
    link: fetched.key === key ? fetched.link : undefined,
    resolve: () =>
      load().catch((cause) => {
        const error =
          cause instanceof OnboardingError ? cause : stepError("ONB-202", { recoverable: true, cause });
        onFailure(error);
        throw error;
      }),
    prefetch: load,
    spend: reset,
    source,
  };
}

function nothing(): undefined {}

function givenLinks({
  linkUrl,
  companyId,
  linkTemplate,
  linkHosts,
  sourceType = "accounting",
}: StepSettings): Partial<Record<LinkUse, Given>> {
  try {
    if (!isSourceType(sourceType)) throw stepError("ONB-103");
    if (typeof linkUrl === "function" || (!linkUrl && !companyId)) return {};
    const link = parseLinkResult(linkUrl ?? expandTemplate(companyId, linkTemplate), linkHosts);
    // The first to open such a link spends it: one that the customer has open is never passed on.
    return { connect: { link }, invite: link.oneTime ? { problem: stepError("ONB-203") } : { link } };
  } catch (error) {
    const given = { problem: error as OnboardingError };
    return { connect: given, invite: given };
  }
}
