"use client";

import { useMemo, useRef, useState } from "react";
import { OnboardingError } from "../core/errors.js";
import { expandTemplate } from "../core/hostedLink.js";
import { type Link, type LinkUse, parseLinkResult } from "../core/linkUrl.js";
import { isSourceType } from "../core/sourceType.js";
import { stepError } from "../core/stepError.js";
import type { Settings } from "./settings.js";

/** A link for one use: known from the start, or fetched when somebody is about to use it. */
export interface LinkHandle {
  /** The link, once it is known. */
  link?: Link | undefined;
  /** Why there is none and none will be fetched. */
  problem?: OnboardingError | undefined;
  /** The link, fetched if need be; rejects when the failure has been told. */
  resolve(): Promise<Link>;
  /** Starts fetching on intent; failing is no news until somebody clicks. */
  prefetch(): void;
  /** The link was used: a fetched one is fetched anew next time. */
  spend(): void;
}

/** A fetched link, or one on its way; a change of company makes it void. */
interface Fetched extends Pick<Settings, "companyId"> {
  promise?: Promise<Link>;
  link?: Link;
}

/**
 * The links of a step, from `linkUrl` or from `companyId` and the template.
 *
 * @param own a companion's address, which leads the customer to a fresh link
 */
export function useLinks(
  settings: Settings,
  onFailure: (error: OnboardingError) => void,
  own?: Link | undefined,
): Record<LinkUse, LinkHandle> {
  const { linkUrl, linkTemplate, linkHosts, companyId, sourceType } = settings;
  // biome-ignore lint/correctness/useExhaustiveDependencies: settings are new each time; a link is made of these
  const given = useMemo(
    () => givenLinks(settings),
    [linkUrl, linkTemplate, linkHosts, companyId, sourceType],
  );
  return {
    connect: useLink("connect", own ? { link: own } : given.connect, own ? noSettings : settings, onFailure),
    invite: useLink("invite", given.invite, settings, onFailure),
  };
}

const noSettings: Settings = {};

type Given = Pick<LinkHandle, "link" | "problem">;

function useLink(
  use: LinkUse,
  given: Given = {},
  { linkUrl, linkHosts, companyId }: Settings,
  onFailure: (error: OnboardingError) => void,
): LinkHandle {
  const [fetched, setFetched] = useState<Fetched>({});
  const running = useRef(fetched);
  if (typeof linkUrl !== "function" || given.problem) {
    return { ...given, resolve: () => Promise.reject(given.problem), prefetch() {}, spend() {} };
  }
  const reset = () => {
    running.current = {};
    setFetched({});
  };
  const fetchLink = async (next: Fetched) => {
    next.link = parseLinkResult(await linkUrl(use), linkHosts);
    if (running.current === next) setFetched(next);
    return next.link;
  };
  const load = () => {
    const { promise, link, companyId: fetchedFor } = running.current;
    if (promise && fetchedFor === companyId && !(Number(link?.expiresAt) <= Date.now())) return promise;
    const next: Fetched = { companyId };
    running.current = next;
    next.promise = fetchLink(next);
    next.promise.catch(reset);
    return next.promise;
  };
  return {
    link: fetched.companyId === companyId ? fetched.link : undefined,
    resolve: () =>
      load().catch((cause) => {
        const error =
          cause instanceof OnboardingError ? cause : stepError("ONB-202", { recoverable: true, cause });
        onFailure(error);
        throw error;
      }),
    prefetch: load,
    spend: reset,
  };
}

function givenLinks({
  linkUrl,
  companyId,
  linkTemplate,
  linkHosts,
  sourceType = "accounting",
}: Settings): Partial<Record<LinkUse, Given>> {
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
