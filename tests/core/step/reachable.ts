import {
  type ConnectionStatus,
  type InviteState,
  initialLocal,
  type LinkOutcome,
  type Local,
  type LocalEvent,
  nextLocal,
  type StepFacts,
  type StepReason,
  type StepView,
  stepState,
} from "codat-onboarding/core";

/** What others than the browser know of a step at a time. */
export type Known = Omit<StepFacts, "local">;

const statuses: readonly (ConnectionStatus | undefined)[] = [
  undefined,
  "pending",
  "failed",
  "connected",
  "disconnected",
];
/** Nobody was invited; somebody was, before or after it last went wrong; it came to nothing. */
const invites: readonly Pick<Known, "invite" | "waiting" | "news">[] = [
  {},
  { invite: "prepared" satisfies InviteState, waiting: true, news: "a1" },
  { invite: "prepared" satisfies InviteState, waiting: false, news: "a1" },
  { invite: "declined" satisfies InviteState, waiting: false, news: "a2" },
];
const pages: readonly (Pick<Known, "unavailable"> & { reason?: StepReason })[] = [
  {},
  { reason: "unreachable" },
  { unavailable: true, reason: "unreachable" },
  { unavailable: true, reason: "signedOut" },
  { unavailable: true, reason: "badData" },
];

/** Everything that others may know. A link to pass on matters where nothing else can be done. */
export const known: readonly Known[] = statuses.flatMap((status) =>
  invites.flatMap((invite) =>
    pages.flatMap((page) =>
      (page.unavailable ? [true, false] : [true]).map((hasLink) => ({ status, ...invite, ...page, hasLink })),
    ),
  ),
);

const outcomes: readonly LinkOutcome[] = ["connected", "unchanged", "cancelled", "failed", "unsupported"];

/** What can happen in this browser while others know something: what its view offers, and what comes from outside. */
function eventsIn(facts: Known, local: Local): readonly LocalEvent[] {
  const { status, view } = stepState({ ...facts, local });
  const news = facts.news ?? "none";
  const invited = { type: "invite", status, news } as const;
  const offered: Record<StepView, readonly LocalEvent[]> = {
    ask: [
      { type: "connect" },
      { type: "skip" },
      { type: "undo" },
      { type: "panel", open: true },
      { type: "front" },
    ],
    handOver: [
      { type: "connect" },
      { type: "panel", open: false },
      { ...invited, channel: "mailto" },
      { ...invited, channel: "qr" },
      { type: "invite", own: true },
    ],
    waiting: [
      { type: "panel", open: true },
      { type: "front", front: `${facts.status} ${news}` },
      { ...invited, channel: "copyMessage" },
    ],
    returned: [{ type: "front", front: `${facts.status} ${news}` }],
    connected: [{ type: "confirm" }],
    unavailable: [],
  };
  return [
    ...offered[view],
    { type: "visible" },
    ...outcomes.map((outcome): LocalEvent => ({ type: "return", outcome, news })),
  ];
}

/** What a browser may come to know, by any sequence of events while others know anything. */
export function reachableLocals(): readonly Local[] {
  // That its page cannot be shown changes nothing of what a browser remembers, nor does when others last heard.
  const telling = known.filter(({ reason, waiting, news }) => !reason && (waiting || news !== "a1"));
  const found = new Map([[keyOf(initialLocal), initialLocal]]);
  for (const local of found.values()) {
    for (const facts of telling) {
      for (const event of eventsIn(facts, local)) {
        const next = nextLocal(local, event);
        const key = keyOf(next);
        if (!found.has(key)) found.set(key, next);
      }
    }
  }
  return [...found.values()];
}

/** How something was passed on changes words alone. */
function keyOf(local: Local): string {
  const { skipped, invited, asked, askedIn, askedNews, returned, confirmed, opening, panel, front } = local;
  // An invite that was not the last thing is no longer looked at.
  return [skipped, invited, asked, asked && askedIn, asked !== undefined && askedNews, returned]
    .concat(confirmed, opening, panel, front)
    .join();
}
