import { createElement, type ReactElement } from "react";
import {
  fillText,
  type MessageText,
  type MessageTextByPlatform,
  type MessageValues,
} from "../../core/messages/text.js";
import { isKnownStatus } from "../../core/status/connectionStatus.js";
import type { InviteState } from "../../core/status/inviteState.js";
import type { InviteChannel } from "../../core/step/inviteChannel.js";
import { headedAs, type StepSentence, stepSentence } from "../../core/step/stepSentence.js";
import type { Step } from "../../hooks/step/stepContext.js";
import { languageOf, messagesFor, selectText } from "../../hooks/step/useMessages.js";
import { status as english, waiting as waitingEnglish } from "../../locales/en.json";
import { sentence } from "../internals/sentence.js";

/** How a step stands, in words. */
export interface StatusWords {
  /** What is said; an element that tells it is a new one when that is another. */
  key: string;
  /** Where the status has one of its own. */
  heading?: ReactElement | undefined;
  /** Sentences, each in an element of its own, with spaces between them. */
  says: readonly (ReactElement | false)[];
}

/** How a step stands, in words. */
export function statusWords(step: Step): StatusWords {
  const said = stepSentence(step, step.local);
  const values = { ...step.messageValues, ...valuesOf(step, said) };
  const heading = said && headingOf(step, said);
  return {
    key: said ?? "",
    heading: heading ? sentence(heading, step, values) : undefined,
    says: [...(said ? saidOf(step, said) : []), asOf(step)]
      .filter((text) => text && fillText(text, values))
      .flatMap((text, index) => [
        // A translator replaces the space between two as it does their words.
        index > 0 && createElement("span", null, " "),
        sentence(text as MessageText, step, values),
      ]),
  };
}

type Said = MessageText | false | undefined;

function headingOf(step: Step, said: StepSentence): MessageText | undefined {
  const words: Partial<Record<StepSentence, MessageText | MessageTextByPlatform>> = {
    ...messagesFor("status", english, step).heading,
    waiting: messagesFor("waiting", waitingEnglish, step).heading,
  };
  const text = words[headedAs[said] ?? said];
  return typeof text === "object" && "platform" in text ? selectText(text, step) : text;
}

function saidOf(step: Step, said: StepSentence): Said[] {
  const words = messagesFor("status", english, step);
  const mayGoOn = !step.frame?.required;
  if (said === "waiting") return waitingOf(step);
  return [
    words[said],
    said === "returned" && mayGoOn && words.carryOn,
    said === "returned" && isLive(step) && words.live,
    said === "unreachable" && mayGoOn && words.later,
  ];
}

/** What is known of the newest invite, or else how it left this page. */
function waitingOf(step: Step): Said[] {
  const words = messagesFor("waiting", waitingEnglish, step);
  const { connection, invite, local } = step;
  const byState: Partial<Record<InviteState, MessageText>> = words;
  const byChannel: Partial<Record<InviteChannel, MessageText>> = {
    mailto: words.email,
    webmail: words.email,
    copyLink: words.copied,
    copyMessage: words.copied,
  };
  return [
    byState[invite] ?? byChannel[local.channel ?? "qr"] ?? words.unseen,
    connection ? isLive(step) && words.live : words.confirm,
  ];
}

/** News comes by itself. */
function isLive({ connection }: Step): boolean {
  return !!connection && connection.lostSince === undefined;
}

/** As of when it is known, where nothing comes any longer. */
function asOf(step: Step): Said {
  const { connection, status } = step;
  return (
    connection?.lostSince !== undefined && isKnownStatus(status) && messagesFor("status", english, step).asOf
  );
}

function valuesOf(step: Step, said: StepSentence | undefined): MessageValues {
  const { lostSince, waitingFor = [] } = step.connection ?? {};
  const clock = new Intl.DateTimeFormat(languageOf(step).lang, { timeStyle: "short" });
  const names = waitingFor.map(({ name }) => name);
  return {
    // “As of” what, where nothing is said?
    time: said && lostSince ? clock.format(lostSince) : undefined,
    name: step.local.askedName ?? names[0],
    other: names.length === 2 ? names[1] : undefined,
  };
}
