import { AuthStep } from "codat-onboarding";
import { type Company, ConnectionStatus, InviteStatus } from "codat-onboarding/live";
import "../../src/components/styles/styles.css";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { companyOf, xero } from "../../stories/support/companion.js";
import { inviteOf, inviting } from "../../stories/support/companionInvites.js";
import { withData } from "../../stories/support/live.js";
import { english, say } from "../support/english.js";
import { controlsOf, focusLost, isGone, nameOf, press, withEachThatGoes } from "../support/focus.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { act, type Mounted, mount } from "../support/mount.js";
import { settled } from "../support/settled.js";

const { inviteStatus: words } = english;
const [priya, tom] = [inviteOf("prepared", 2, { name: "Priya" }), inviteOf("prepared", 1, { name: "Tom" })];

interface Place {
  company: Company;
  part: ReactElement;
}

const step = <AuthStep storage={null} next={{ label: "Continue", href: "#next" }} />;
const connected = withData(companyOf(xero("Linked")));

/** Where a live part can be, unfolded. */
const places: Record<string, Place> = {
  "rows in a step that waits": { company: inviting(companyOf(), priya, tom), part: step },
  "a row in a step that asks": {
    company: inviting(companyOf(), inviteOf("declined", 1, { name: "Dana" })),
    part: step,
  },
  "rows by themselves": { company: inviting(companyOf(), priya, tom), part: <InviteStatus /> },
  "the way out of a connected step": { company: connected, part: step },
  "the way out by itself": { company: connected, part: <ConnectionStatus /> },
  "earlier invites of a connected step": {
    company: inviting(connected, inviteOf("connected", 1, { name: "Priya" })),
    part: step,
  },
};

/** What the companion may come to say. */
const facts: Record<string, (host: LiveHost) => void> = {
  "Priya used the link": ({ companion }) => companion.invites.change({ state: "opened" }, priya.id),
  "Priya cannot do it": ({ companion }) => companion.invites.change({ state: "declined" }, priya.id),
  "Priya's has ended": ({ companion }) => companion.invites.change({ state: "cancelled" }, priya.id),
  "Priya has a name": ({ companion }) => companion.invites.change({ name: "Priya Shah" }, priya.id),
  "Tom's has ended": ({ companion }) => companion.invites.change({ state: "expired" }, tom.id),
  connected: ({ companion }) => companion.send({ type: "connection", connection: newer("Linked") }),
  disconnected: ({ companion }) => companion.send({ type: "connection", connection: newer("Unlinked") }),
  "another company": ({ companion }) => companion.send({ type: "resync", company: companyOf() }),
  "the session has ended": ({ companion }) => {
    companion.answer = () => Response.json({ error: "session" }, { status: 401 });
    companion.cut();
  },
};

const newer = (status: string) => xero(status, "2026-11-24T09:00:00.0000000Z/2");

let host: LiveHost;
beforeEach(() => {
  vi.spyOn(navigator.clipboard, "writeText").mockResolvedValue();
  vi.spyOn(history, "pushState").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

let sessions = 0;

/** A live part that stands in a place, all of it unfolded. */
async function arrive({ company, part }: Place): Promise<Mounted> {
  host = createLiveHost();
  host.companion.company = company;
  const mounted = await mount(host.live(part, { sessionKey: `sam${sessions++}` }));
  await expect.poll(() => controlsOf(mounted.container).length).toBeGreaterThan(0);
  const folded = () =>
    controlsOf(mounted.container).find(
      ({ ariaExpanded, className }) => ariaExpanded === "false" && className !== "co-FallbackTrigger",
    );
  for (let fold = folded(); fold; fold = folded()) await press(fold);
  return mounted;
}

/** Does something with controls of a place in turn, and says what lost the focus. */
function lostBy(place: Place, change: (control: HTMLElement) => unknown) {
  const lost: string[] = [];
  /** @returns for each control of the place whether the change took it away */
  const attempt = async (index: number) => {
    const mounted = await arrive(place);
    const controls = controlsOf(mounted.container);
    const control = controls[index];
    if (!control) throw new Error(`There is no control ${index}.`);
    control.focus();
    const name = nameOf(control);
    await act(() => change(control));
    await settled(host.companion);
    // Nothing of ours may be left on the page.
    const problem = () => mounted.container.querySelector(".co-AuthStep, :scope > div") && focusLost();
    // What came this moment has not been dealt with yet.
    if (problem()) await settled(host.companion);
    if (problem()) lost.push(`${name}: ${problem()}`);
    const gone = controls.map(isGone);
    await mounted.unmount();
    host.companion.restore();
    return gone;
  };
  return { lost, attempt };
}

describe.each(Object.entries(places))("%s", (_name, place) => {
  test.each(Object.entries(facts))("keep the focus though %s", async (_fact, come) => {
    const { lost, attempt } = lostBy(place, () => come(host));
    await withEachThatGoes(attempt);
    expect(lost).toEqual([]);
  });

  test("keep the focus whatever is pressed", async () => {
    const { lost, attempt } = lostBy(place, (control) => control.click());
    const { length } = await attempt(0);
    for (let index = 1; index < length; index++) await attempt(index);
    expect(lost).toEqual([]);
  });
});

describe("what takes a while", () => {
  const find = (container: HTMLElement, text: Parameters<typeof say>[0]) =>
    controlsOf(container).find((control) => control.textContent?.startsWith(say(text)));
  const rows = () => document.querySelectorAll(".co-InviteStatus > ul > li").length;
  const place = (name: keyof typeof places) => arrive(places[name] as Place);
  afterEach(() => host.companion.restore());

  test.each(["rows in a step that waits", "rows by themselves"])(
    "a cancelled invite of %s leaves the focus on the heading of what is there",
    async (name) => {
      const { container } = await place(name);
      await press(find(container, words.confirm));
      await expect.poll(rows).toBeLessThan(2);
      await expect.poll(focusLost).toBe(undefined);
      await expect.poll(() => document.activeElement?.tagName).toMatch(/H\d/);
    },
  );

  test("to ask somebody else leads to the next invite", async () => {
    const { container } = await place("rows by themselves");
    await press(find(container, words.replace));
    await expect.poll(() => document.activeElement?.closest(".co-InviteByMailto")).not.toBe(null);
    expect(focusLost()).toBe(undefined);
  });

  test.each(["the way out of a connected step", "the way out by itself"])(
    "%s leads to what is said of the connection once it has ended",
    async (name) => {
      const { container } = await place(name);
      await press(find(container, "Disconnect Xero"));
      host.companion.send({ type: "connection", connection: newer("Unlinked") });
      await expect.poll(() => find(container, "Disconnect Xero")).toBe(undefined);
      await expect.poll(focusLost).toBe(undefined);
    },
  );
});
