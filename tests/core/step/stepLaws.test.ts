import { type Local, type StepState, type StepView, stepState } from "codat-onboarding/core";
import { beforeAll, describe, expect, it } from "vitest";
import { type StepSentence, stepSentence } from "../../../src/core/step/stepSentence.js";
import { type Known, known, reachableLocals } from "./reachable.js";

interface Case {
  facts: Known;
  local: Local;
  state: StepState;
  said: StepSentence | undefined;
}

/** For each law, the first few states in which it does not hold. */
const broken = new Map<string, Case[]>();
const views = new Set<StepView>();
let count = 0;

/** Everything that is looked at once: there are many states. */
function look(one: Case): void {
  count++;
  views.add(one.state.view);
  for (const [law, holds] of Object.entries(laws)) {
    if (holds(one)) continue;
    const found = broken.get(law) ?? [];
    if (found.length < 3) broken.set(law, [...found, one]);
  }
}

beforeAll(() => {
  for (const local of reachableLocals()) {
    for (const facts of known) {
      const state = stepState({ ...facts, local });
      look({ facts, local, state, said: stepSentence(state, local) });
    }
  }
}, 120_000);

const stands = ({ facts }: Case) => !facts.unavailable && facts.status === "connected";
const returnedWell = ({ local }: Case) => local.returned === "connected" && !local.confirmed;
const isUnsupported = ({ local }: Case) => local.returned === "unsupported" && !local.confirmed;
const hasBroken = ({ state }: Case) => ["failed", "disconnected"].includes(state.status);
/** Whether this browser's last deed is not known to the others yet. */
const isOwnNews = ({ local, facts }: Case) =>
  local.asked !== undefined && local.askedNews === (facts.news ?? "none");
/** Somebody was asked, and nothing has gone wrong since. */
const isAwaited = (one: Case) =>
  isOwnNews(one)
    ? !!one.local.asked && (!hasBroken(one) || one.local.askedIn === one.state.status)
    : !!one.facts.waiting;
const isInFront = ({ local, facts }: Case) => local.front === `${facts.status} ${facts.news ?? "none"}`;

/** The one fact for each sentence: it is said in no other case. */
const facts: Record<StepSentence, (one: Case) => unknown> = {
  connected: stands,
  ready: ({ facts }) => facts.status === "ready",
  waiting: isAwaited,
  returned: (one) => returnedWell(one) && one.state.status === "pending",
  signedOut: ({ facts }) => facts.unavailable && facts.reason === "signedOut",
  unreachable: ({ facts }) => facts.unavailable && facts.reason === "unreachable",
  unavailable: ({ facts }) => facts.unavailable && facts.reason === "badData",
  disconnected: ({ facts }) => facts.status === "disconnected",
  unsupported: isUnsupported,
  error: (one) => (one.local.returned === "failed" || one.facts.status === "failed") && !isUnsupported(one),
  started: (one) => one.facts.status === "pending" && !returnedWell(one),
  cancelled: ({ local }) => local.returned === "cancelled" && !local.confirmed,
  unchanged: ({ local }) => local.returned === "unchanged" && !local.confirmed,
  declined: ({ facts }) => facts.invite === "declined",
  expired: ({ facts }) => facts.invite === "expired",
  skipped: ({ local }) => local.skipped,
};

/** What each view is shown for, in the order of the design: the first that holds. */
const precedence: [view: StepView, holds: (one: Case) => unknown][] = [
  ["connected", stands],
  ["handOver", ({ local, facts }) => local.panel && (!facts.unavailable || facts.hasLink)],
  ["unavailable", ({ facts }) => facts.unavailable],
  ["ask", isInFront],
  ["returned", (one) => one.state.reason === "returned"],
  ["waiting", isAwaited],
  ["ask", () => true],
];

const laws: Readonly<Record<string, (one: Case) => boolean>> = {
  "the view is the first of the design's that holds": (one) =>
    precedence.find(([, holds]) => holds(one))?.[0] === one.state.view,
  "a sentence is said for its one fact only": (one) => !one.said || !!facts[one.said](one),
  "nothing claims a connection that does not stand": (one) =>
    stands(one) || (one.state.view !== "connected" && one.said !== "connected" && one.said !== "ready"),
  "what Codat said of a connection is not said again once that has ended": ({ state, said }) =>
    state.status !== "disconnected" || said !== "returned",
  "Codat is quoted after a return alone, and never once it was confirmed": (one) =>
    one.state.reason !== "returned" || returnedWell(one),
  "a step that was put off says so where it asks": ({ state, said }) =>
    state.view !== "ask" || state.skipped === (said === "skipped"),
};

describe("in every state that any sequence of events leads to", () => {
  it("there are many of them, in every view", () => {
    expect(count).toBeGreaterThan(10_000);
    expect([...views].sort()).toEqual(["ask", "connected", "handOver", "returned", "unavailable", "waiting"]);
  });

  it.each(Object.keys(laws))("%s", (law) => {
    expect(broken.get(law) ?? []).toEqual([]);
  });
});
