"use client";

import { useRef, useState } from "react";
import { OnboardingError } from "../core/errors.js";
import { expandTemplate } from "../core/hostedLink.js";
import { type Link, type LinkUse, parseLinkResult } from "../core/linkUrl.js";
import type { Settings } from "./settings.js";

/** A link for one use: known from the start, or fetched when somebody is about to use it. */
export interface LinkHandle {
  /** The link, once it is known. */
  link?: Link | undefined;
  /** Why there is none and none will be fetched. */
  problem?: OnboardingError | undefined;
  /** The link, fetched if need be; rejects with an `OnboardingError`. */
  resolve(): Promise<Link>;
  /** Starts fetching on intent; failing is no news until somebody clicks. */
  prefetch(): void;
  /** The link was used: a fetched one is fetched anew next time. */
  spend(): void;
}

/** A fetched link, or one on its way; a change of company makes it void. */
interface Fetched {
  companyId: Settings["companyId"];
  promise: Promise<Link>;
  link?: Link;
}

/** The link for a use, from `linkUrl` or from `companyId` and the template. */
export function useLink(settings: Settings, use: LinkUse): LinkHandle {
  const [fetched, setFetched] = useState<Fetched>();
  const running = useRef<Fetched | undefined>(undefined);
  const { linkUrl, linkHosts, companyId } = settings;
  const given = typeof linkUrl === "function" ? undefined : givenLink(settings, use);

  const resolve = (): Promise<Link> => {
    if (given || typeof linkUrl !== "function") {
      return given?.link ? Promise.resolve(given.link) : Promise.reject(given?.problem);
    }
    const last = running.current;
    const ended = last?.link?.expiresAt && +last.link.expiresAt <= Date.now();
    if (last && last.companyId === companyId && !ended) return last.promise;
    const next: Fetched = {
      companyId,
      promise: fetchLink(async () => parseLinkResult(await linkUrl(use), linkHosts)),
    };
    running.current = next;
    next.promise.then(
      (link) => {
        next.link = link;
        if (running.current === next) setFetched(next);
      },
      () => {
        running.current = undefined;
      },
    );
    return next.promise;
  };

  return {
    ...(given ?? { link: fetched?.companyId === companyId ? fetched?.link : undefined }),
    resolve,
    prefetch: () => void resolve().catch(() => {}),
    spend() {
      running.current = undefined;
      setFetched(undefined);
    },
  };
}

function givenLink(
  { linkUrl, companyId, linkTemplate: template, linkHosts: hosts }: Settings,
  use: LinkUse,
): Pick<LinkHandle, "link" | "problem"> {
  try {
    if (!linkUrl && (companyId ?? undefined) === undefined) return {};
    const url = typeof linkUrl === "string" ? linkUrl : expandTemplate(companyId, { template, hosts });
    const link = parseLinkResult(url, hosts);
    return use === "invite" && link.oneTime ? { problem: oneTimeLink() } : { link };
  } catch (error) {
    return { problem: error as OnboardingError };
  }
}

async function fetchLink(get: () => Promise<Link>): Promise<Link> {
  try {
    return await get();
  } catch (cause) {
    if (cause instanceof OnboardingError) throw cause;
    throw new OnboardingError("ONB-202", "linkUrl failed. See the cause.", { recoverable: true, cause });
  }
}

/** The first to open such a link spends it: one that the customer has open is never passed on. */
function oneTimeLink(): OnboardingError {
  return new OnboardingError("ONB-203", "A one-time link cannot be passed on. Make linkUrl a function.");
}
