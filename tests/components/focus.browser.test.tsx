import "../../src/components/styles/styles.css";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parts } from "../support/cells.js";
import { controlsOf, focusLost, nameOf, press } from "../support/focus.js";
import { act, type Mounted, mount } from "../support/mount.js";
import { arrive, type Facts, type Place, places, stepOf } from "../support/places.js";

/** What the host may come to say. */
const facts: Record<string, Facts> = {
  loading: { companyId: null },
  idle: { status: "idle" },
  pending: { status: "pending" },
  failed: { status: "failed" },
  unsupported: { status: "failed", reason: "unsupported" },
  connected: { status: "connected" },
  disconnected: { status: "disconnected" },
  returned: { status: "pending", reason: "returned" },
  declined: { invite: "declined" },
  "signed out": { status: "unavailable", reason: "signedOut" },
  unreachable: { status: "unavailable", reason: "unreachable" },
};

beforeEach(() => {
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  // Views without entries in the history: going back takes a moment, in which the next step is mounted.
  vi.spyOn(history, "pushState").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

/** Makes each change in a place with each of its controls in turn, and says what lost the focus. */
async function lostBy(place: Place, change: (mounted: Mounted, control: HTMLElement) => Promise<void>) {
  const lost: string[] = [];
  const attempt = async (index: number) => {
    const mounted = await arrive(place);
    const controls = controlsOf(mounted.container);
    const control = controls[index];
    control?.focus();
    if (control) await change(mounted, control);
    const problem = control && focusLost();
    if (problem) lost.push(`${nameOf(control)}: ${problem}`);
    const gone = controls.map((one) => !one.checkVisibility() || one.tabIndex < 0);
    await mounted.unmount();
    return gone;
  };
  return { lost, attempt };
}

/** With each control that does not outlast the change, and the first. */
async function lostByFact(place: Place, fact: Facts): Promise<string[]> {
  const { lost, attempt } = await lostBy(place, (mounted) => mounted.render(stepOf(place, fact)));
  const gone = await attempt(0);
  expect(gone.length).toBeGreaterThan(0);
  for (const index of gone.keys()) if (index > 0 && gone[index]) await attempt(index);
  return lost;
}

describe.each(Object.entries(places))("in %s", (_name, place) => {
  test("no fact takes the focus from the step", async () => {
    const lost: string[] = [];
    for (const [name, fact] of Object.entries(facts))
      lost.push(...(await lostByFact(place, fact)).map((text) => `${name}: ${text}`));
    expect(lost).toEqual([]);
  });

  test("no press does, nor the browser’s Back", async () => {
    const pressed = async (_mounted: Mounted, control: HTMLElement) => {
      await press(control);
      // What is copied, or drawn, takes a moment.
      await act(() => new Promise(requestAnimationFrame));
    };
    const { lost, attempt } = await lostBy(place, pressed);
    const { length } = await attempt(0);
    for (let index = 1; index < length; index++) await attempt(index);
    const back = await lostBy(place, () => act(() => dispatchEvent(new PopStateEvent("popstate"))));
    for (let index = 0; index < length; index++) await back.attempt(index);
    expect([...lost, ...back.lost]).toEqual([]);
  });
});

describe.each(Object.entries(parts))("%s by itself in a step", (_part, children) => {
  test("takes the focus with it in no status", async () => {
    const lost: string[] = [];
    const step = (said: Facts) => stepOf({}, said, children);
    const mounted = await mount(step({}));
    for (const [from, before] of Object.entries(facts)) {
      await mounted.render(step(before));
      const { length } = controlsOf(mounted.container);
      for (const [to, after] of length ? Object.entries(facts) : []) {
        for (let index = 0; index < length; index++) {
          await mounted.render(step(before));
          const control = controlsOf(mounted.container)[index];
          control?.focus();
          await mounted.render(step(after));
          const problem = control && focusLost();
          if (problem) lost.push(`${from} to ${to}, ${nameOf(control)}: ${problem}`);
        }
      }
    }
    expect(lost).toEqual([]);
  });
});
