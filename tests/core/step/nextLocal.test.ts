import {
  initialLocal,
  type LinkOutcome,
  type Local,
  type LocalEvent,
  nextLocal,
  stepState,
} from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const outcomes: LinkOutcome[] = ["connected", "unchanged", "cancelled", "failed", "unsupported"];
const events: LocalEvent[] = [
  { type: "connect" },
  { type: "visible" },
  { type: "skip" },
  { type: "undo" },
  { type: "invite" },
  { type: "confirm" },
  ...outcomes.map((outcome): LocalEvent => ({ type: "return", outcome })),
];

/** Every state that any sequence of events leads to. */
function reachable(): Local[] {
  const found = new Map([[JSON.stringify(initialLocal), initialLocal]]);
  for (const local of found.values()) {
    for (const event of events) {
      const next = nextLocal(local, event);
      found.set(JSON.stringify(Object.entries(next).sort()), next);
    }
  }
  return [...found.values()];
}

function having(...types: (Exclude<LocalEvent["type"], "return"> | LinkOutcome)[]): Local {
  return types
    .map(
      (type) =>
        (outcomes.includes(type as LinkOutcome) ? { type: "return", outcome: type } : { type }) as LocalEvent,
    )
    .reduce(nextLocal, initialLocal);
}

describe("nextLocal", () => {
  it.each([
    ["a click opens", having("connect"), { opening: true }],
    ["a page that shows again ends the opening", having("connect", "visible"), {}],
    ["a page that shows without a click changes nothing", having("visible"), {}],
    ["a skip is kept", having("skip"), { skipped: true }],
    ["a skip is taken back", having("skip", "undo"), {}],
    ["a click takes the skip back", having("skip", "connect"), { opening: true }],
    ["a skip outlives an invite", having("skip", "invite"), { skipped: true, invited: true }],
    ["an invite outlives a click", having("invite", "connect"), { invited: true, opening: true }],
    ["a return ends the opening", having("connect", "connected"), { returned: "connected" }],
    ["a return takes the skip back", having("skip", "connected"), { returned: "connected" }],
    ["a return outlives a page that shows", having("connect", "failed", "visible"), { returned: "failed" }],
    ["a click forgets the last return", having("failed", "connect"), { opening: true }],
    ["a second return replaces the first", having("failed", "connected"), { returned: "connected" }],
    [
      "a confirmation keeps the return",
      having("connected", "confirm"),
      { returned: "connected", confirmed: true },
    ],
    ["a confirmation takes the skip back", having("skip", "confirm"), { confirmed: true }],
    ["a confirmation ends the opening", having("connect", "confirm"), { confirmed: true }],
    ["a click ends the confirmation", having("connected", "confirm", "connect"), { opening: true }],
    ["a return ends the confirmation", having("confirm", "failed"), { returned: "failed" }],
  ])("%s", (_, local, changed) => {
    expect(local).toEqual({ ...initialLocal, ...changed });
  });

  it("changes in every state just what the event is about", () => {
    const about: Record<LocalEvent["type"], (keyof Local)[]> = {
      connect: ["opening", "skipped", "returned", "confirmed"],
      visible: ["opening"],
      skip: ["skipped"],
      undo: ["skipped"],
      invite: ["invited"],
      return: ["opening", "skipped", "returned", "confirmed"],
      confirm: ["opening", "skipped", "confirmed"],
    };
    const states = reachable();
    expect(states.length).toBeGreaterThan(20);
    for (const local of states) {
      for (const event of events) {
        const next = nextLocal(Object.freeze({ ...local }), event);
        const changed = (Object.keys(next) as (keyof Local)[]).filter((name) => next[name] !== local[name]);
        expect(about[event.type]).toEqual(expect.arrayContaining(changed));
        expect(nextLocal(next, event)).toEqual(next);
      }
    }
  });

  it("never lets a step that has been confirmed look unconnected to the host's word alone", () => {
    for (const local of reachable().filter(({ confirmed }) => confirmed)) {
      expect(stepState({ local }).status).toBe("idle");
      expect(stepState({ status: "ready", local }).status).toBe("ready");
    }
  });

  it("survives the reload it is kept for", () => {
    for (const local of reachable()) expect(JSON.parse(JSON.stringify(local))).toEqual(local);
  });
});
