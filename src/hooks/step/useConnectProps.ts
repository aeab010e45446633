"use client";

import type { AnchorHTMLAttributes } from "react";
import { connectCTA as english } from "../../locales/en.json";
import { openTab } from "../links/openTab.js";
import { useLinkProps } from "../links/useLinkProps.js";
import type { Step } from "./stepContext.js";
import { messagesFor } from "./useMessages.js";

/** Props of the button's `<a>`. */
export type ConnectProps = AnchorHTMLAttributes<HTMLAnchorElement>;

/** The prop bag of the button: a real link as soon as the link is known. */
export function useConnectProps(step: Step): ConnectProps {
  const { button, dispatch, emit, settings } = step;
  const { link, resolve, spend } = step.links.connect;
  const { target = "_blank" } = settings;
  const onVisible = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", onVisible);
    dispatch({ type: "visible" });
  };
  const onPress = () => {
    emit.connect();
    dispatch({ type: "connect" });
    document.addEventListener("visibilitychange", onVisible);
    // A link is spent once the browser has followed it, which it does after all handlers have run.
    if (link && spend) setTimeout(spend);
  };
  const follow = () => {
    const lead = openTab(target, messagesFor("connectCTA", english, step).wait);
    return resolve().then(
      ({ url }) => {
        lead(url);
        spend?.();
      },
      () => {
        lead();
        dispatch({ type: "visible" });
      },
    );
  };
  const props = useLinkProps(step.links.connect, link?.url, onPress, follow);
  if (button === "text") return {};
  if (button === "disabled") return { role: "link", "aria-disabled": true, tabIndex: 0 };
  return {
    ...props,
    // A middle click opens a tab too, and fires no click event.
    onAuxClick: (event) => event.button === 1 && props.onClick?.(event),
    "aria-describedby": step.frame?.buttonDescription,
    ...(link && { target, rel: "noopener noreferrer" }),
  };
}
