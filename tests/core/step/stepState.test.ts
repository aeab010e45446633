import {
  type ConnectionStatus,
  type InviteState,
  initialLocal,
  type LinkOutcome,
  type Local,
  type StepFacts,
  type StepReason,
  stepState,
} from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const statuses = [
  "loading",
  "idle",
  "opening",
  "pending",
  "failed",
  "connected",
  "ready",
  "disconnected",
  "unavailable",
] satisfies ConnectionStatus[];
const invites = [
  "none",
  "prepared",
  "opened",
  "started",
  "returned",
  "connected",
  "declined",
  "expired",
  "cancelled",
] satisfies InviteState[];
const outcomes = ["connected", "unchanged", "cancelled", "failed", "unsupported"] satisfies LinkOutcome[];
type Given = Omit<StepFacts, "local"> & { local?: Partial<Local> };
const both = [false, true];

/** The precedence of the design, one line a rule: the first that applies decides. */
const precedence: [status: (facts: StepFacts) => ConnectionStatus, applies: (facts: StepFacts) => unknown][] =
  [
    [() => "unavailable", ({ unavailable }) => unavailable],
    [() => "loading", ({ loading }) => loading],
    [() => "failed", ({ status, local }) => status === "pending" && !local.confirmed && hasFailed(local)],
    [({ status = "idle" }) => status, ({ status = "idle" }) => status !== "idle"],
    [() => "idle", ({ local }) => local.confirmed],
    [() => "pending", ({ local }) => local.returned === "connected"],
    [() => "failed", ({ local }) => hasFailed(local)],
    [() => "opening", ({ local }) => local.opening],
    [() => "idle", () => true],
  ];

function hasFailed({ returned }: Local): boolean {
  return returned === "failed" || returned === "unsupported";
}

function* everyLocal(): Generator<Local> {
  for (const skipped of both)
    for (const invited of both)
      for (const opening of both)
        for (const confirmed of both)
          for (const returned of [undefined, ...outcomes])
            yield { skipped, invited, opening, confirmed, returned, panel: false };
}

function* everyCase(): Generator<StepFacts> {
  for (const unavailable of [undefined, ...both])
    for (const loading of [undefined, ...both])
      for (const status of [undefined, ...statuses])
        for (const invite of [undefined, ...invites])
          for (const local of everyLocal()) yield { unavailable, loading, status, invite, local };
}

describe("stepState", () => {
  it("follows the precedence of the design in every combination of facts", () => {
    let count = 0;
    for (const facts of everyCase()) {
      const found = stepState(facts);
      const status = precedence.find(([, applies]) => applies(facts))?.[0](facts);
      const invite = facts.invite ?? (facts.local.invited ? "prepared" : "none");
      if (found.status !== status || found.invite !== invite || found.skipped !== facts.local.skipped) {
        expect
          .soft({ facts, found })
          .toEqual({ facts, found: { status, invite, skipped: facts.local.skipped } });
      }
      count++;
    }
    expect(count).toBe(3 * 3 * 10 * 10 * 96);
  });

  it.each([
    ["bad data before everything", { unavailable: true, loading: true, status: "ready" }, "unavailable"],
    ["loading before what the host says", { loading: true, status: "ready" }, "loading"],
    [
      "the host before the browser",
      { status: "disconnected", local: { returned: "connected" } },
      "disconnected",
    ],
    ["the browser where the host knows nothing", { local: { returned: "connected" } }, "pending"],
    ["the browser where the host says idle", { status: "idle", local: { opening: true } }, "opening"],
    ["a failure on the way back", { local: { returned: "failed" } }, "failed"],
    ["a platform that is not offered as a failure", { local: { returned: "unsupported" } }, "failed"],
    ["a customer who left as no failure", { local: { returned: "cancelled" } }, "idle"],
    ["a visit without news as none", { local: { returned: "unchanged" } }, "idle"],
    ["a new click after a customer left", { local: { returned: "cancelled", opening: true } }, "opening"],
    ["nothing", {}, "idle"],
  ] satisfies [string, Given, ConnectionStatus][])("reads %s", (_, given, status) => {
    const { local, ...facts }: Given = given;
    expect(stepState({ ...facts, local: { ...initialLocal, ...local } }).status).toBe(status);
  });

  it("keeps the three facts apart", () => {
    const local = { ...initialLocal, skipped: true, invited: true };
    expect(stepState({ status: "pending", local })).toEqual({
      status: "pending",
      invite: "prepared",
      skipped: true,
      reason: "started",
      view: "ask",
    });
    expect(stepState({ status: "ready", invite: "declined", local })).toEqual({
      status: "ready",
      invite: "declined",
      skipped: true,
      reason: undefined,
      view: "connected",
    });
  });

  it.each([
    ["that waits, without a return", { status: "pending" }, "started"],
    ["that waits, after a return", { local: { returned: "connected" } }, "returned"],
    [
      "that waits, after a customer left",
      { status: "pending", local: { returned: "cancelled" } },
      "cancelled",
    ],
    [
      "that waits, after a visit without news",
      { status: "pending", local: { returned: "unchanged" } },
      "started",
    ],
    ["that has failed", { status: "failed" }, "error"],
    ["that has failed on the way back", { local: { returned: "failed" } }, "error"],
    ["of a platform that is not offered", { local: { returned: "unsupported" } }, "unsupported"],
    ["that a customer left", { local: { returned: "cancelled" } }, "cancelled"],
    [
      "after a return that was confirmed since",
      { local: { returned: "cancelled", confirmed: true } },
      undefined,
    ],
    ["that stands", { status: "connected", local: { returned: "cancelled" } }, undefined],
    ["that has ended", { status: "disconnected", local: { returned: "connected" } }, undefined],
    ["that stands, while nothing comes", { status: "ready", reason: "unreachable" }, "unreachable"],
    [
      "after a return, while nothing comes",
      { reason: "unreachable", local: { returned: "connected" } },
      "returned",
    ],
    ["as the host says", { status: "failed", reason: "unsupported" }, "unsupported"],
    ["of bad data", { unavailable: true, reason: "badData" }, "badData"],
  ] satisfies [string, Given, StepReason | undefined][])("knows the reason %s", (_, given, reason) => {
    const { local, ...facts }: Given = given;
    expect(stepState({ ...facts, local: { ...initialLocal, ...local } }).reason).toBe(reason);
  });
});
