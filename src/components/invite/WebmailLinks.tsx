"use client";

import { useId, useState } from "react";
import { type WebmailProvider, webmailUrl } from "../../core/mail/webmail.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import { trackInvite } from "../../hooks/invite/trackInvite.js";
import type { StepInvite } from "../../hooks/invite/useInvite.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { share as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { Disclosure } from "../internals/Disclosure.js";
import { sentence } from "../internals/sentence.js";

/** State of {@link WebmailLinks}, each member a `data-*` attribute. */
export interface WebmailLinksState {
  /** @selector [data-open] */
  open: boolean;
}

/** Props of {@link WebmailLinks}. */
export interface WebmailLinksProps extends PartProps<"div", WebmailLinksState> {}

/** The names are the services' own, in every language. */
const services = {
  gmail: "Gmail",
  outlook: "Outlook.com",
  office365: "Microsoft 365",
  yahoo: "Yahoo Mail",
} as const satisfies Record<WebmailProvider, string>;

/**
 * For a customer without a mail program: the message in the page of a webmail. Renders a `<div>` with a button and the
 * links that it opens, which are not there before, and nothing while the message is too long for a link. Throws
 * `ONB-106` without an `InviteByMailto`.
 */
export const WebmailLinks = createPart<WebmailLinksProps, HTMLDivElement, StepInvite>(
  "WebmailLinks",
  "div",
  (_props, step, { link, form, to, message }) => {
    const { resolve, prefetch } = step.links.invite;
    const id = useId();
    const [open, setOpen] = useState(false);
    const words = messagesFor("share", english, step);
    const onOpen = (opened: boolean) => {
      setOpen(opened);
      // A failure has been reported.
      if (opened && !link) resolve().catch(() => {});
    };
    const onClick = () => trackInvite(step, "webmail");
    return {
      hidden: form === "tooLong",
      state: { open },
      defaultProps: {
        onPointerEnter: prefetch,
        onFocus: prefetch,
        children: (
          <Disclosure step={step} id={id} label={words.webmail} onOpen={onOpen}>
            {open && link && (
              <>
                <p id={`${id}hint`}>{sentence(words.webmailHint, step)}</p>
                {(Object.entries(services) as [WebmailProvider, string][]).map(([provider, name]) => (
                  <a
                    key={provider}
                    href={webmailUrl(provider, { to, ...message })}
                    target="_blank"
                    rel="noopener noreferrer"
                    translate="no"
                    aria-describedby={`${id}hint`}
                    onClick={onClick}
                    // A middle click opens a tab too, and fires no click event.
                    onAuxClick={({ button }) => button === 1 && onClick()}
                    {...privacyAttributes}
                  >
                    {name}
                  </a>
                ))}
              </>
            )}
          </Disclosure>
        ),
      },
    };
  },
  useInviteContext,
);
