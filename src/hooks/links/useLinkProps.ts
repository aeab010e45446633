"use client";

import { type AnchorHTMLAttributes, type SyntheticEvent, useRef } from "react";
import { privacyAttributes } from "../browser/privacyAttributes.js";
import type { LinkHandle } from "./useLinks.js";

/**
 * Props of an `<a>` whose address may still be on its way: it is fetched on intent, works by keyboard, and an
 * impatient second click opens nothing.
 *
 * @param onPress a press that counts
 * @param follow leads on from a press that came before the address
 */
export function useLinkProps(
  { prefetch }: LinkHandle,
  href: string | undefined,
  onPress: () => unknown,
  follow: () => Promise<unknown>,
): AnchorHTMLAttributes<HTMLAnchorElement> {
  const oneSecond = 1000;
  const ignoredUntil = useRef(0);
  const press = (event: SyntheticEvent & { repeat?: boolean }) => {
    const { timeStamp } = event;
    if (event.repeat || timeStamp < ignoredUntil.current) return event.preventDefault();
    const release = () => {
      ignoredUntil.current = timeStamp + oneSecond;
    };
    release();
    onPress();
    if (href) return;
    event.preventDefault();
    ignoredUntil.current = Number.POSITIVE_INFINITY;
    follow().then(release, release);
  };
  return {
    ...privacyAttributes,
    onClick: press,
    onPointerEnter: prefetch,
    onFocus: prefetch,
    ...(href
      ? { href }
      : { role: "link", tabIndex: 0, onKeyDown: (event) => event.key === "Enter" && press(event) }),
  };
}
