"use client";

import type { ReactNode } from "react";
import { useStep } from "../hooks/step.js";
import { useInviteAround } from "../hooks/useInvite.js";
import { wordsFor } from "../hooks/words.js";
import { invite as english } from "../locales/en.json";
import { CopyMessage } from "./CopyMessage.js";
import { createPart, type PartProps, type ViewProps } from "./part.js";
import { usePart } from "./usePart.js";
import { Words } from "./Words.js";

/** State of {@link InviteAfter}, each member a `data-*` attribute. */
export interface InviteAfterState {
  /** The message is too long for a link, so copying comes first. @selector [data-toolong] */
  toolong: boolean;
}

/** Props of {@link InviteAfter}. */
export interface InviteAfterProps extends PartProps<"div", InviteAfterState> {}

/**
 * What to do once the mail program was asked for, or when the message is too long to ask it. It stays, and never
 * claims that anything was sent: a page cannot see that. Renders a `<div>`, and nothing before.
 */
export const InviteAfter = createPart<InviteAfterProps, HTMLDivElement>("InviteAfter", View);

function View(props: InviteAfterProps & ViewProps): ReactNode {
  const { opened, form } = useInviteAround();
  const words = wordsFor("invite", english, useStep());
  const toolong = form === "tooLong";
  const element = usePart("div", "InviteAfter", { toolong }, props, {
    children: (
      <>
        <p>
          <strong>
            <Words of={toolong ? words.tooLong : words.opened} />
          </strong>{" "}
          {!toolong && <Words of={words.press} />}
        </p>
        <p>
          {!toolong && <Words of={words.nothing} />} <CopyMessage />
        </p>
        <p>
          <Words of={words.unseen} />
        </p>
      </>
    ),
  });
  return opened || toolong ? element : null;
}
