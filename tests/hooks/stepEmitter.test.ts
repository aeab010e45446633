import type { StepCallbacks, StepEvent } from "codat-onboarding/core";
import { OnboardingError } from "codat-onboarding/core";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createStepEmitter } from "../../src/hooks/step/stepEmitter.js";

afterEach(() => vi.unstubAllGlobals());

const redirect = { outcome: "connected", statusCode: 200 } as const;
const error = new OnboardingError("ONB-201", "It failed.");

const cases: [keyof StepCallbacks, StepEvent, unknown][] = [
  ["onConnect", { type: "connect" }, undefined],
  ["onPending", { type: "pending" }, undefined],
  ["onConnected", { type: "connected" }, undefined],
  ["onDataReady", { type: "dataReady" }, undefined],
  ["onDisconnected", { type: "disconnected" }, undefined],
  ["onSkip", { type: "skip" }, undefined],
  ["onFallbackOpen", { type: "fallbackOpen" }, undefined],
  ["onReturn", { type: "return", detail: redirect }, redirect],
  ["onInvite", { type: "invite", detail: { channel: "mailto" } }, { channel: "mailto" }],
  ["onCopied", { type: "copied", detail: { what: "link" } }, { what: "link" }],
  ["onError", { type: "error", detail: error }, error],
];

/** Sends an event, as a part does, to these callbacks. */
function send(callbacks: StepCallbacks, event: StepEvent): void {
  const { type, detail } = event as { type: StepEvent["type"]; detail?: unknown };
  const [emit, listen] = createStepEmitter();
  listen(callbacks, createStepEmitter()[0]);
  (emit[type] as (detail: unknown) => void)(detail);
}

describe("a step's emitter", () => {
  it.each(cases)("calls %s, then onEvent, once each", (name, event, detail) => {
    const order: string[] = [];
    const own = vi.fn(() => order.push(name));
    const onEvent = vi.fn(() => order.push("onEvent"));
    send({ [name]: own, onEvent }, event);
    expect(own.mock.calls).toEqual([[detail]]);
    expect(onEvent.mock.calls).toEqual([[event]]);
    expect(order).toEqual([name, "onEvent"]);
  });

  it.each<StepEvent>([
    { type: "undo" },
    {
      type: "restored",
      detail: { status: "idle", invite: "none", skipped: false, reason: undefined, view: "ask" },
    },
    { type: "view", detail: { view: "waiting" } },
  ])("tells only onEvent of $type", (event) => {
    const onEvent = vi.fn();
    const others = Object.fromEntries(cases.map(([name]) => [name, vi.fn()]));
    send({ ...others, onEvent }, event);
    expect(onEvent.mock.calls).toEqual([[event]]);
    for (const other of Object.values(others)) expect(other).not.toHaveBeenCalled();
  });

  it("hands what a callback throws to reportError, and goes on", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const onEvent = vi.fn(() => {
      throw new Error("second");
    });
    const onSkip = () => {
      throw new Error("first");
    };
    send({ onSkip, onEvent }, { type: "skip" });
    expect(onEvent).toHaveBeenCalledOnce();
    expect(reported.mock.calls.flat().map(({ message }: Error) => message)).toEqual(["first", "second"]);
  });

  it("sends on what it has sent itself, to the callbacks that are the newest by then", () => {
    const order: string[] = [];
    const [root] = createStepEmitter();
    const [outer, listenOuter] = createStepEmitter();
    const [emit, listen] = createStepEmitter();
    listenOuter({ onCopied: ({ what }) => order.push(`outer ${what}`) }, root);
    listen({ onCopied: () => order.push("old") }, outer);
    listen({ onCopied: ({ what }) => order.push(`own ${what}`) }, outer);
    emit.copied({ what: "link" });
    expect(order).toEqual(["own link", "outer link"]);
  });

  it("needs no callbacks, nor anything that listens", () => {
    expect(() => send({}, { type: "skip" })).not.toThrow();
    expect(() => createStepEmitter()[0].skip()).not.toThrow();
  });
});
