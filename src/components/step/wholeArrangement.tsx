"use client";

import type { Arrangement } from "../../hooks/step/stepContext.js";
import { FallbackAnswers } from "../fallback/FallbackAnswers.js";
import { PanelViews } from "../internals/PanelViews.js";
import { CopyLink } from "../invite/CopyLink.js";
import { CopyMessage } from "../invite/CopyMessage.js";
import { InviteWays } from "../invite/InviteWays.js";
import { ShareLink } from "../invite/ShareLink.js";
import { WebmailLinks } from "../invite/WebmailLinks.js";

// Elements that stay the same: their parts render again only when what they read has changed.
const allAnswers = <FallbackAnswers />;

/** Every way of handing over that there is, as an `AuthStep` arranges them; for parts outside of one, see `OnboardingDefaults`. */
export const wholeArrangement: Arrangement = {
  panel: (content) => <PanelViews>{content}</PanelViews>,
  invite: <InviteWays />,
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
