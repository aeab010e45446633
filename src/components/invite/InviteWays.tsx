"use client";

import { type ReactNode, useId, useState } from "react";
import { formatDate } from "../../core/mail/inviteMessage.js";
import { isTouch } from "../../hooks/browser/device.js";
import { privacyAttributes } from "../../hooks/browser/privacyAttributes.js";
import { useInviteContext } from "../../hooks/invite/inviteContext.js";
import { useShare } from "../../hooks/invite/useShare.js";
import { useStep } from "../../hooks/step/stepContext.js";
import { languageOf, messagesFor } from "../../hooks/step/useMessages.js";
import { handOver as english, share as shareEnglish } from "../../locales/en.json";
import { Action } from "../internals/Action.js";
import { sentence } from "../internals/sentence.js";
import { CopyLink } from "./CopyLink.js";
import { CopyMessage } from "./CopyMessage.js";
import { InviteAction } from "./InviteAction.js";
import { InviteAfter } from "./InviteAfter.js";
import { InviteLink } from "./InviteLink.js";
import { InviteMessage } from "./InviteMessage.js";
import { InviteName } from "./InviteName.js";
import { InviteRecipient } from "./InviteRecipient.js";
import { LinkQRCode } from "./LinkQRCode.js";
import { ShareLink } from "./ShareLink.js";
import { WebmailLinks } from "./WebmailLinks.js";

// Elements that stay the same: their parts render again only when what they read has changed.
const name = <InviteName />;
const mail = <InviteLink />;
const share = <ShareLink />;
const copyLink = <CopyLink />;
const after = (
  <InviteAfter>
    <CopyMessage />
    <WebmailLinks />
  </InviteAfter>
);
const more = (
  <>
    <li>
      <InviteMessage />
    </li>
    <li>
      <CopyMessage />
    </li>
    <li>
      <WebmailLinks />
    </li>
    <li>
      <LinkQRCode />
    </li>
  </>
);
const recipient = (
  <li>
    <InviteRecipient />
  </li>
);

/**
 * Every way of passing an invite on: one to press, one beside it, and the others when they are asked for. Under a
 * finger sharing comes first, where the browser shares. Without a script: the mail and the link.
 */
export function InviteWays(): ReactNode {
  const step = useStep();
  const invite = useInviteContext("InviteWays");
  const id = useId();
  // Until it is asked for, none of the rest is there; what was entered in it then stays.
  const [open, setOpen] = useState<boolean>();
  const isSharing = !!useShare(step, invite) && isTouch();
  const words = messagesFor("handOver", english, step);
  const { link, form } = invite;
  const date = link?.expiresAt && formatDate(link.expiresAt, languageOf(step).lang);
  const isMail = form !== "tooLong";
  return (
    <>
      {step.hydrated && name}
      {isSharing ? share : mail}
      {isSharing && <p>{sentence(messagesFor("share", shareEnglish, step).shareHint, step)}</p>}
      {isMail && !isSharing && <p>{sentence(words.linkHint, step)}</p>}
      {after}
      {step.hydrated ? (
        <div className="co-Ways">
          {isSharing && isMail ? mail : copyLink}
          <Action step={step} text={words.more} open={!!open} opens={id} onClick={() => setOpen(!open)} />
        </div>
      ) : (
        link && <bdi {...privacyAttributes}>{link.url}</bdi>
      )}
      <p>
        {sentence(words.bearer, step, { date })} {link?.oneTime && sentence(words.oneTime, step, { date })}
      </p>
      {step.hydrated && (
        <ul id={id} hidden={!open}>
          {open !== undefined && (
            <>
              {isSharing && isMail && <li>{copyLink}</li>}
              {more}
              <li>
                <InviteAction step={step} text={words.toMyself} kind="self" />
              </li>
              {recipient}
            </>
          )}
        </ul>
      )}
    </>
  );
}
