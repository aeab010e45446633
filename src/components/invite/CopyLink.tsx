"use client";

import { mayHandOver } from "../../core/status/connectionStatus.js";
import { useCopyAction } from "../../hooks/invite/useCopyAction.js";
import { createPart, type PartProps } from "../internals/createPart.js";
import { type CopyState, useCopyView } from "../internals/useCopyView.js";

/** Props of {@link CopyLink}. */
export interface CopyLinkProps extends PartProps<"button", CopyState> {}

/**
 * Copies the colleague's link. Renders a `<button>`, the link selected where copying failed, and nothing where
 * there is no link to pass on.
 */
export const CopyLink = createPart<CopyLinkProps, HTMLButtonElement>("CopyLink", "button", (_props, step) => {
  const { link, problem, resolve, prefetch } = step.links.invite;
  const { state: copied, copy } = useCopyAction(step, "link");
  const onClick = () => copy(link ? link.url : resolve().then(({ url }) => url));
  const view = useCopyView(step, "link", copied, onClick, link?.url);
  return {
    ...view,
    hidden: !!problem || !mayHandOver(step.button),
    defaultProps: { ...view.defaultProps, onPointerEnter: prefetch, onFocus: prefetch },
  };
});
