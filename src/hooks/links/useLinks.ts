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
  /** The link, fetched if need be; where it rejects, the failure has been reported. */
  resolve(): Promise<Link>;
  /** Starts fetching on intent; a failure is reported only once somebody clicks. */
  prefetch(): Promise<Link> | undefined;
  /** The link was used: a fetched one is fetched anew next time. */
  spend(): void;
  /** Where it is fetched from. */
  source?: LinkSource | undefined;
  /** The language chosen for the invite that it is in, where there is a choice. */
  language?: string | undefined;
}

/** Each link of a step, by what it is for. */
export type Links = Record<LinkUse, LinkHandle>;

/** A fetched link, or one on its way. */
interface Fetched extends Partial<Pick<LinkSource, "key">> {
  promise?: Promise<Link>;
  link?: Link;
}

/**
 * The links of a step: from the companion, from `linkUrl`, or from `companyId` and the template.
 *
 * @param companyId the parsed one
 * @param live what the companion leads to and makes by itself
 */
export function useLinks(
  settings: StepSettings,
  companyId: string | undefined,
  onFailure: (error: OnboardingError) => void,
  live?: Pick<LiveConnection, "link" | "inviteSource">,
): Links {
  const { linkUrl, linkTemplate, linkHosts, sourceType } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: settings are new each time; a link is made of these
  const given = useMemo(
    () => givenLinks(settings, companyId),
    [linkUrl, linkTemplate, linkHosts, settings.companyId, sourceType],
  );
  const hostSource = (use: LinkUse): LinkSource | undefined =>
    typeof linkUrl === "function"
      ? { key: `${companyId}`, hosts: linkHosts, fetch: () => linkUrl(use) }
      : undefined;
  const inviteSource = live?.inviteSource?.(settings);
  return {
    connect: useLink(
      live ? { link: live.link } : given.connect,
      live ? undefined : hostSource("connect"),
      onFailure,
    ),
    invite: useLink(inviteSource ? {} : given.invite, inviteSource ?? hostSource("invite"), onFailure),
  };
}

type Given = Partial<LinkHandle>;

/** One link: from its source, or the given one where there is no source. */
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

function givenLinks(
  { linkUrl, companyId: given, linkTemplate, linkHosts, sourceType = "accounting" }: StepSettings,
  companyId: string | undefined,
): Partial<Record<LinkUse, Given>> {
  try {
    if (!isSourceType(sourceType)) throw stepError("ONB-103");
    if (typeof linkUrl === "function" || (!linkUrl && !given)) return {};
    const link = parseLinkResult(linkUrl ?? expandTemplate(companyId, linkTemplate), linkHosts);
    // The first to open such a link spends it: one that the customer has open is never passed on.
    return { connect: { link }, invite: link.oneTime ? { problem: stepError("ONB-203") } : { link } };
  } catch (error) {
    const given = { problem: error as OnboardingError };
    return { connect: given, invite: given };
  }
}
