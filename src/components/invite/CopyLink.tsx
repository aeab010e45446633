"use client";

import { useCopyAction } from "../../hooks/invite/useCopyAction.js";
import { type CopyState, copyView } from "../internals/copyView.js";
import { createPart, type PartProps } from "../internals/createPart.js";

/** Props of {@link CopyLink}. */
export interface CopyLinkProps extends PartProps<"button", CopyState> {}

/**
 * Copies the colleague's link. Renders a `<button>`, the link selected where copying failed, and nothing where
 * there is no link to pass on.
 */
export const CopyLink = createPart<CopyLinkProps, HTMLButtonElement>(
  "CopyLink",
  "button",
  (elementProps, step) => {
    const { link, problem, resolve, prefetch } = step.links.invite;
    const { state: copied, copy } = useCopyAction(step, "link");
    const view = copyView(step, "link", { copied }, link?.url);
    const onClick = () => copy(link ? link.url : resolve().then(({ url }) => url));
    return {
      ...view,
      hidden: !!problem || step.isConnected || step.status === "loading",
      elementProps,
      defaultProps: { ...view.defaultProps, onClick, onPointerEnter: prefetch, onFocus: prefetch },
    };
  },
);
