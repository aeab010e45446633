"use client";

import { useCopying } from "../../hooks/invite/useCopying.js";
import { type CopyState, copyView } from "../internals/copyView.js";
import { createPart, type PartProps } from "../internals/part.js";

/** Props of {@link CopyLink}. */
export interface CopyLinkProps extends PartProps<"button", CopyState> {}

/**
 * Copies the colleague's link. Renders a `<button>`, the link selected where copying failed, and nothing where
 * there is no link to pass on.
 */
export const CopyLink = createPart<CopyLinkProps, HTMLButtonElement>("CopyLink", "button", (host, step) => {
  const { link, problem, resolve, prefetch } = step.links.invite;
  const { state: copied, copy } = useCopying(step, "link");
  const view = copyView(step, "link", { copied }, link?.url);
  const onClick = () => copy(link ? link.url : resolve().then(({ url }) => url));
  return {
    ...view,
    gone: !!problem || step.done || step.status === "loading",
    host,
    own: { ...view.own, onClick, onPointerEnter: prefetch, onFocus: prefetch },
  };
});
