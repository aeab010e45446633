import { AuthStep, type AuthStepProps } from "codat-onboarding";
import "../../src/components/styles/styles.css";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parts } from "../support/cells.js";
import { english, say } from "../support/english.js";
import { acme, memory } from "../support/fixtures.js";
import { controlsOf, focusLost, nameOf, press } from "../support/focus.js";
import { act, type Mounted, mount } from "../support/mount.js";

type Facts = Partial<AuthStepProps>;

interface Place {
  /** What the host says, and what this browser remembers. */
  facts?: Facts;
  local?: object;
  /** What is pressed one after the other to come there. */
  by?: readonly (Parameters<typeof say>[0] | string)[];
}

const { fallback, handOver, fallbackAnswers, inviteMessage, waiting, share, consent } = english;
const open = fallback.trigger.accounting;
const asked = { invited: true, asked: true, askedNews: "none", channel: "mailto" };

/** Every view of a step, and the views inside of the panel. */
const places: Record<string, Place> = {
  ask: {},
  "ask, consent unfolded": { by: [consent.heading] },
  "ask, skipped": { local: { skipped: true } },
  "ask, pending": { facts: { status: "pending" } },
  "ask, failed": { facts: { status: "failed" } },
  "ask, unsupported": { facts: { status: "failed", reason: "unsupported" } },
  "ask, disconnected": { facts: { status: "disconnected" } },
  "ask, in front of what waits": { local: asked, by: [waiting.myself] },
  handOver: { by: [open] },
  "handOver, more": { by: [open, handOver.more] },
  "handOver, webmail and code": { by: [open, handOver.more, share.webmail, share.qrShow] },
  "handOver, the message": { by: [open, handOver.more, inviteMessage.edit] },
  "handOver, what is in the way": { by: [open, fallbackAnswers.open] },
  "handOver, not an admin": { by: [open, fallbackAnswers.open, fallbackAnswers.notAdmin.says] },
  "handOver, no password": { by: [open, fallbackAnswers.open, fallbackAnswers.forgotPassword.says] },
  "handOver, not listed": { by: [open, fallbackAnswers.open, fallbackAnswers.notListed.says] },
  waiting: { local: asked },
  "waiting, copied": { local: { ...asked, channel: "copyLink" } },
  returned: { local: { returned: "connected" } },
  connected: { facts: { status: "connected" } },
  "unavailable, bad data": { facts: { companyId: "no GUID", onError() {} } },
  "unavailable, unreachable": { facts: { status: "unavailable", reason: "unreachable" } },
};

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

const stepOf = (place: Place, more: Facts = {}, children: AuthStepProps["children"] = undefined) => (
  <AuthStep
    {...acme}
    supportUrl="https://acme.example/help"
    privacyUrl="https://acme.example/privacy"
    next={{ label: "Continue", href: "#next" }}
    storage={place.local ? memory(place.local) : null}
    {...place.facts}
    {...more}
  >
    {children}
  </AuthStep>
);

const withText = (container: HTMLElement, text: string) =>
  controlsOf(container).find((control) => control.textContent?.startsWith(text));

/** A step that stands in a place, and the number of its control that is to hold the focus. */
async function arrive(place: Place, index: number): Promise<{ mounted: Mounted; control?: HTMLElement }> {
  const mounted = await mount(stepOf(place));
  for (const text of place.by ?? []) await press(withText(mounted.container, say(text)));
  const control = controlsOf(mounted.container)[index];
  control?.focus();
  return control ? { mounted, control } : { mounted };
}

beforeEach(() => {
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
});
afterEach(() => vi.restoreAllMocks());

/** Does something to each control of a place in turn, and says what lost the focus. */
async function eachControl(
  place: Place,
  change: (mounted: Mounted, control: HTMLElement) => Promise<void>,
): Promise<string[]> {
  const lost: string[] = [];
  for (let index = 0; ; index++) {
    const { mounted, control } = await arrive(place, index);
    if (!control) {
      await mounted.unmount();
      expect(index).toBeGreaterThan(0);
      return lost;
    }
    const name = nameOf(control);
    await change(mounted, control);
    const problem = focusLost();
    if (problem) lost.push(`${name}: ${problem}`);
    await mounted.unmount();
  }
}

describe.each(Object.entries(places))("in %s", (_name, place) => {
  test("no fact takes the focus from the step", async () => {
    const lost: string[] = [];
    for (const [name, fact] of Object.entries(facts)) {
      const change = (mounted: Mounted) => mounted.render(stepOf(place, fact));
      lost.push(...(await eachControl(place, change)).map((text) => `${name}: ${text}`));
    }
    expect(lost).toEqual([]);
  });

  test("no press takes the focus from the step", async () => {
    const change = async (_mounted: Mounted, control: HTMLElement) => {
      await press(control);
      // What is copied, or drawn, takes a moment.
      await act(() => new Promise(requestAnimationFrame));
    };
    expect(await eachControl(place, change)).toEqual([]);
  });
});

describe.each(Object.entries(parts))("%s by itself in a step", (_part, children) => {
  test("takes the focus with it in no status", async () => {
    const lost: string[] = [];
    const step = (said: Facts) => stepOf({}, said, children);
    const mounted = await mount(step({}));
    for (const [from, before] of Object.entries(facts)) {
      for (const [to, after] of Object.entries(facts)) {
        for (let index = 0; ; index++) {
          await mounted.render(step(before));
          const control = controlsOf(mounted.container)[index];
          if (!control) break;
          control.focus();
          await mounted.render(step(after));
          const problem = focusLost();
          if (problem) lost.push(`${from} to ${to}, ${nameOf(control)}: ${problem}`);
        }
      }
    }
    expect(lost).toEqual([]);
  });
});
