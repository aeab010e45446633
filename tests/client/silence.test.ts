import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchSilence } from "../../src/client/silence.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function follow() {
  const onSilence = vi.fn();
  const onUnreachable = vi.fn();
  return { onSilence, onUnreachable, watch: watchSilence(onSilence, onUnreachable) };
}

describe("a page that has been opened", () => {
  it("reads after two seconds, and is told before eight have passed", () => {
    const { onSilence, onUnreachable, watch } = follow();
    watch("connecting");
    vi.advanceTimersByTime(1_999);
    expect(onSilence).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onSilence).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(4_999);
    expect(onUnreachable).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(onUnreachable.mock.calls).toEqual([[true]]);
    vi.advanceTimersByTime(3_600_000);
    expect([onSilence.mock.calls.length, onUnreachable.mock.calls.length]).toEqual([1, 1]);
  });

  it("is told by the third failed try, once", () => {
    const { onUnreachable, watch } = follow();
    for (let tries = 1; tries <= 5; tries++) {
      watch("connecting");
      watch("waiting");
      expect(onUnreachable.mock.calls.length, `${tries}`).toBe(tries < 3 ? 0 : 1);
    }
  });

  it.each(["live", "none", "hidden", undefined] as const)("waits for nothing once it is %s", (state) => {
    const { onSilence, onUnreachable, watch } = follow();
    watch("connecting");
    watch(state);
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    expect([onSilence, onUnreachable].map((call) => call.mock.calls.length)).toEqual([0, 0]);
  });
});

it("a page that lost its stream is told before eight seconds have passed, and does not read: all others have lost theirs too", () => {
  const { onSilence, onUnreachable, watch } = follow();
  watch("connecting");
  watch("live");
  watch("waiting");
  watch("connecting");
  vi.advanceTimersByTime(7_000);
  expect(onSilence).not.toHaveBeenCalled();
  expect(onUnreachable.mock.calls).toEqual([[true]]);
  watch("live");
  expect(onUnreachable.mock.calls).toEqual([[true], [false]]);
});

it("a page that is shown again looks anew", () => {
  const { onSilence, watch } = follow();
  watch("connecting");
  watch("hidden");
  vi.advanceTimersByTime(60_000);
  watch("connecting");
  vi.advanceTimersByTime(2_000);
  expect(onSilence).toHaveBeenCalledOnce();
});
