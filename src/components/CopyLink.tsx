"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { useCopying } from "../hooks/useCopying.js";
import { CopyButton, type CopyState } from "./CopyButton.js";
import { createPart, type PartProps, type ViewProps } from "./part.js";

/** Props of {@link CopyLink}. */
export interface CopyLinkProps extends PartProps<"button", CopyState> {}

/**
 * Copies the colleague's link. Renders a `<button>`, the link selected where copying failed, and nothing where
 * there is no link to pass on.
 */
export const CopyLink = createPart<CopyLinkProps, HTMLButtonElement>("CopyLink", View);

function View(host: CopyLinkProps & ViewProps): ReactNode {
  const step = useStep();
  const { link, problem, resolve, prefetch } = step.links.invite;
  const { state, copy } = useCopying(step, "link");
  const own = {
    onClick: () => copy(link ? link.url : resolve().then(({ url }) => url)),
    onPointerEnter: prefetch,
    onFocus: prefetch,
  };
  if (problem || /^(loading|connected|ready)$/.test(step.status)) return null;
  return <CopyButton what="link" copied={state} text={link?.url ?? ""} host={host} own={own} />;
}
