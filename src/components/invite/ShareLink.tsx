"use client";

import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { useShare } from "../../hooks/invite/useShare.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { share as english } from "../../locales/en.json";
import { buttonProps } from "../internals/buttonProps.js";
import { createPart, type PartProps } from "../internals/createPart.js";

/** Props of {@link ShareLink}. */
export interface ShareLinkProps extends PartProps<"button", object> {}

/**
 * Hands the message, link included, to an app that the customer chooses in the device's share sheet. Renders a
 * `<button>`, and nothing where the browser shares nothing. Throws `ONB-106` without an
 * `InviteByMailto`.
 */
export const ShareLink = createPart<ShareLinkProps, HTMLButtonElement, StepInvite>(
  "ShareLink",
  "button",
  (_props, step, invite) => {
    const { prefetch } = step.links.invite;
    const share = useShare(step, invite);
    return {
      hidden: !share,
      state: {},
      defaultProps: {
        ...buttonProps(step, messagesFor("share", english, step).share, share),
        onPointerEnter: prefetch,
        onFocus: prefetch,
      },
    };
  },
  useInviteContext,
);
