import {
  initialLocal,
  type LinkOutcome,
  type Local,
  type LocalEvent,
  nextLocal,
  stepState,
} from "codat-onboarding/core";
import { describe, expect, it } from "vitest";
import { storedLocal } from "../../../src/core/step/nextLocal.js";

const outcomes: LinkOutcome[] = ["connected", "unchanged", "cancelled", "failed", "unsupported"];
const events: LocalEvent[] = [
  { type: "connect" },
  { type: "visible" },
  { type: "skip" },
  { type: "undo" },
  { type: "invite" },
  { type: "invite", channel: "qr", status: "failed" },
  { type: "invite", channel: "mailto", name: "Priya", news: "a1" },
  { type: "invite", own: true },
  { type: "panel", open: true },
  { type: "panel", open: false },
  { type: "front", front: "idle none" },
  { type: "front" },
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

type Happening = Exclude<LocalEvent["type"], "return" | "panel"> | "open" | "close" | LinkOutcome;

function having(...types: Happening[]): Local {
  return types
    .map((type) => {
      if (outcomes.includes(type as LinkOutcome)) return { type: "return", outcome: type } as LocalEvent;
      if (type === "open" || type === "close") return { type: "panel", open: type === "open" } as LocalEvent;
      return (type === "front" ? { type, front: "idle none" } : { type }) as LocalEvent;
    })
    .reduce(nextLocal, initialLocal);
}

/** Somebody was asked by a way that nothing is said of. */
const asked = { invited: true, asked: true, askedNews: "none" };
const failed = { asked: false, askedNews: "none" };

describe("nextLocal", () => {
  it.each([
    ["a click opens", having("connect"), { opening: true }],
    ["a page that shows again ends the opening", having("connect", "visible"), {}],
    ["a page that shows without a click changes nothing", having("visible"), {}],
    ["a skip is kept", having("skip"), { skipped: true }],
    ["a skip is taken back", having("skip", "undo"), {}],
    ["a click takes the skip back", having("skip", "connect"), { opening: true }],
    ["a skip outlives an invite", having("skip", "invite"), { skipped: true, ...asked }],
    ["an invite outlives a click", having("invite", "connect"), { ...asked, opening: true }],
    [
      "a failure is newer than an invite",
      having("invite", "failed"),
      { ...asked, asked: false, returned: "failed" },
    ],
    ["an invite is newer than a failure", having("failed", "invite"), { ...asked, returned: "failed" }],
    [
      "a cancelled visit leaves an invite waiting",
      having("invite", "cancelled"),
      { ...asked, returned: "cancelled" },
    ],
    [
      "a confirmation ends the waiting",
      having("invite", "confirm"),
      { ...asked, asked: undefined, confirmed: true },
    ],
    ["the panel opens", having("open"), { panel: true }],
    ["an invite closes the panel", having("open", "invite"), asked],
    ["a skip closes the panel", having("open", "skip"), { skipped: true }],
    ["a click closes the panel", having("open", "connect"), { opening: true }],
    ["the button is put in front", having("front"), { front: "idle none" }],
    ["a click leaves the button in front", having("front", "connect"), { front: "idle none", opening: true }],
    ["an invite takes it back", having("front", "invite"), asked],
    ["a return takes it back", having("front", "cancelled"), { returned: "cancelled" }],
    ["a return ends the opening", having("connect", "connected"), { returned: "connected" }],
    ["a return takes the skip back", having("skip", "connected"), { returned: "connected" }],
    [
      "a return outlives a page that shows",
      having("connect", "failed", "visible"),
      { ...failed, returned: "failed" },
    ],
    ["a click forgets the last return", having("failed", "connect"), { ...failed, opening: true }],
    [
      "a second return replaces the first",
      having("failed", "connected"),
      { ...failed, returned: "connected" },
    ],
    [
      "a confirmation keeps the return",
      having("connected", "confirm"),
      { returned: "connected", confirmed: true },
    ],
    ["a confirmation takes the skip back", having("skip", "confirm"), { confirmed: true }],
    ["a confirmation ends the opening", having("connect", "confirm"), { confirmed: true }],
    ["a click ends the confirmation", having("connected", "confirm", "connect"), { opening: true }],
    ["a return ends the confirmation", having("confirm", "failed"), { ...failed, returned: "failed" }],
  ])("%s", (_, local, changed) => {
    expect(local).toEqual({ ...initialLocal, ...changed });
  });

  it("leaves a code in the panel, to be scanned", () => {
    const local = nextLocal(having("open"), { type: "invite", channel: "qr" });
    expect(local).toMatchObject({ panel: true, invited: true, asked: true, channel: "qr" });
  });

  it("waits for nobody where the customer sends it to themselves", () => {
    expect(nextLocal(having("open"), { type: "invite", own: true })).toEqual({
      ...initialLocal,
      invited: true,
    });
  });

  it("changes in every state just what the event is about", () => {
    const about: Record<LocalEvent["type"], (keyof Local)[]> = {
      connect: ["opening", "skipped", "returned", "confirmed", "panel"],
      visible: ["opening"],
      skip: ["skipped", "panel"],
      undo: ["skipped"],
      panel: ["panel"],
      front: ["front"],
      invite: ["invited", "channel", "asked", "askedIn", "askedNews", "askedName", "panel", "front"],
      return: [
        "opening",
        "skipped",
        "returned",
        "confirmed",
        "panel",
        "front",
        "asked",
        "askedNews",
        "askedIn",
      ],
      confirm: ["opening", "skipped", "confirmed", "panel", "front", "asked"],
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

  it("forgets with the page what belongs to it", () => {
    const local = having("open", "front");
    const kept = JSON.parse(JSON.stringify(storedLocal({ ...local, opening: true, askedName: "Priya" })));
    expect({ ...initialLocal, ...kept }).toEqual(initialLocal);
  });

  it("survives the reload it is kept for", () => {
    for (const local of reachable()) expect(JSON.parse(JSON.stringify(local))).toEqual(local);
  });
});
