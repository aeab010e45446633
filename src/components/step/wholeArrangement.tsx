"use client";

import type { Arrangement } from "../../hooks/step/stepContext.js";
import { FallbackAnswers } from "../fallback/FallbackAnswers.js";
import { CopyLink } from "../invite/CopyLink.js";
import { CopyMessage } from "../invite/CopyMessage.js";
import { InviteAfter } from "../invite/InviteAfter.js";
import { InviteLink } from "../invite/InviteLink.js";
import { InviteMessage } from "../invite/InviteMessage.js";
import { ShareLink } from "../invite/ShareLink.js";
import { WebmailLinks } from "../invite/WebmailLinks.js";

// Elements that stay the same: their parts render again only when what they read has changed.
const share = <ShareLink />;
const link = <InviteLink />;
const others = (
  <>
    <CopyLink />
    <InviteAfter>
      <CopyMessage />
      <WebmailLinks />
    </InviteAfter>
    <InviteMessage />
  </>
);
const allAnswers = <FallbackAnswers />;

/** Every way of handing over that there is, as an `AuthStep` arranges them; for parts outside of one, see `OnboardingDefaults`. */
export const wholeArrangement: Arrangement = {
  // Its place in the document, not only on the screen: the keyboard goes by it.
  invite: (touch) => (
    <>
      {touch && share}
      {link}
      {touch || share}
      {others}
    </>
  ),
  inviteAfter: (
    <>
      <CopyMessage />
      <CopyLink />
      <ShareLink />
      <WebmailLinks />
    </>
  ),
  answers: (answers) => (answers ? <FallbackAnswers answers={answers} /> : allAnswers),
};
