"use client";

import type { AnchorHTMLAttributes, KeyboardEvent, MouseEvent } from "react";
import { connectCTA as english } from "../locales/en.json";
import { linkProps } from "./linkProps.js";
import { openLink } from "./openLink.js";
import type { Step } from "./step.js";
import { useRepeatGuard } from "./useRepeatGuard.js";
import { wordsFor } from "./words.js";

/** Props of the button's `<a>`. */
export type ConnectProps = AnchorHTMLAttributes<HTMLAnchorElement>;

/** The prop bag of the button: a real link as soon as the link is known. */
export function useConnectProps(step: Step): ConnectProps {
  const guard = useRepeatGuard();
  const { status, dispatch, emit } = step;
  const { link, resolve, spend } = step.links.connect;
  const { target = "_blank" } = step.settings;
  if (status === "unavailable") return {};
  if (status === "loading") return { role: "link", "aria-disabled": true };

  const open = (event: MouseEvent | KeyboardEvent) => {
    if (guard.stops(event)) return;
    emit({ type: "connect" });
    dispatch({ type: "connect" });
    // A link is spent once the browser has followed it, which it does after all handlers have run.
    if (link) return void setTimeout(spend);
    event.preventDefault();
    const { wait } = wordsFor("connectCTA", english, step.settings);
    const opened = openLink(resolve(), target, wait);
    guard.hold(opened);
    opened.then(spend, () => dispatch({ type: "visible" }));
  };
  return {
    ...linkProps(link?.url, open, step.links.connect),
    // A middle click opens a tab too, and no click event tells of it.
    onAuxClick: (event) => event.button === 1 && open(event),
    "aria-describedby": [step.headingId, step.hinted && step.hintId].filter(Boolean).join(" ") || undefined,
    ...(link && { target, rel: "noopener noreferrer" }),
  };
}
