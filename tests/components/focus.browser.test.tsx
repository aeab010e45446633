import "../../src/components/styles/styles.css";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parts } from "../support/cells.js";
import { controlsOf, focusLost, isGone, nameOf, press, withEachThatGoes } from "../support/focus.js";
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
    if (!control) throw new Error(`There is no control ${index}.`);
    control.focus();
    await change(mounted, control);
    const problem = focusLost();
    if (problem) lost.push(`${nameOf(control)}: ${problem}`);
    const gone = controls.map(isGone);
    await mounted.unmount();
    return gone;
  };
  return { lost, attempt };
}

async function lostByFact(place: Place, fact: Facts): Promise<string[]> {
  const { lost, attempt } = await lostBy(place, (mounted) => mounted.render(stepOf(place, fact)));
  await withEachThatGoes(attempt);
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
    await withEachThatGoes(back.attempt);
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
        await withEachThatGoes(async (index) => {
          await mounted.render(step(before));
          const controls = controlsOf(mounted.container);
          const control = controls[index];
          control?.focus();
          await mounted.render(step(after));
          const problem = control && focusLost();
          if (problem) lost.push(`${from} to ${to}, ${nameOf(control)}: ${problem}`);
          return controls.map(isGone);
        });
      }
    }
    expect(lost).toEqual([]);
  });
});
