import { AuthStep, CopyLink, SkipStep } from "codat-onboarding";
import { type OnboardingProviderProps, useCompany } from "codat-onboarding/live";
import type { ReactElement } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { companyId, companyOf, installCompanion } from "../../stories/support/companion.js";
import { inviting } from "../../stories/support/companionInvites.js";
import { english, say } from "../support/english.js";
import { acme, companyId as acmeId, memory, otherCompanyId } from "../support/fixtures.js";
import { createLiveHost, type LiveHost } from "../support/liveHost.js";
import { type Mounted, mount } from "../support/mount.js";
import { settled } from "../support/settled.js";

let host: LiveHost;
let sessions = 0;
/** Another one in each test: what is kept of a session would be there in the next. */
let sessionKey: string;
/** Lets the streams begin that were asked for, and all later ones. */
let release: () => void;

beforeEach(() => {
  host = createLiveHost();
  sessionKey = `sam${sessions++}`;
  release = hold(host);
  // Nobody's patience ends: until the company is told, the step is loading.
  const { setTimeout } = window;
  vi.spyOn(window, "setTimeout").mockImplementation(((run: () => void, delay = 0) =>
    delay < 2000 ? setTimeout(run, delay) : 0) as typeof setTimeout);
});
afterEach(() => {
  host.companion.restore();
  vi.restoreAllMocks();
});

function hold({ companion }: Pick<LiveHost, "companion">): () => void {
  const held: (() => void)[] = [];
  companion.answer = (path, { signal }) =>
    path === "/events"
      ? new Promise((resolve, reject) => {
          held.push(() => resolve(undefined));
          signal.addEventListener("abort", () => reject(signal.reason));
        })
      : undefined;
  return () => {
    companion.answer = undefined;
    for (const begin of held) begin();
  };
}

async function tell(): Promise<void> {
  release();
  await settled(host.companion);
}

const live = (children: ReactElement, props?: Partial<OnboardingProviderProps>) =>
  host.live(children, { sessionKey, ...props });
const dataOf = ({ container }: Mounted) =>
  ({ ...container.querySelector<HTMLElement>(".co-AuthStep")?.dataset }) as Record<string, string>;
const keyOf = (id = companyId, sourceType = "accounting") => `codat-onboarding:${id}:${sourceType}`;
const stored = (...of: Parameters<typeof keyOf>): unknown =>
  JSON.parse(localStorage.getItem(keyOf(...of)) ?? "null");

const skip = page.getByRole("button", { name: say(english.skipStep.skip) });
const undo = page.getByRole("button", { name: say(english.skipStep.undo) });
const connect = page.getByRole("link", { name: say(english.connectCTA.connect.accounting) });
const putOff = { skipped: "" };
const step = <AuthStep />;

/** Names another company than the session's, in the turn in which that is told. */
function Mistaken() {
  return <AuthStep companyId={useCompany().companyId && otherCompanyId} />;
}

/** Puts the step off while its company is not known. */
async function mountAndPutOff(element = live(step)): Promise<Mounted> {
  const mounted = await mount(element);
  expect(dataOf(mounted)).toMatchObject({ status: "loading" });
  await userEvent.click(skip);
  await expect.poll(() => dataOf(mounted)).toMatchObject(putOff);
  return mounted;
}

describe("what was done before the company was known", () => {
  test("stays, and is remembered, once it is known", async () => {
    const mounted = await mountAndPutOff();
    expect(localStorage).toHaveLength(0);
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle", ...putOff });
    expect(stored()).toMatchObject({ skipped: true });
    await mounted.unmount();
    const again = await mount(live(step));
    await settled(host.companion);
    expect(dataOf(again)).toMatchObject({ status: "idle", ...putOff });
  });

  test("is told as restored with it", async () => {
    await mountAndPutOff();
    await tell();
    expect(host.heard).toEqual([
      { type: "skip" },
      { type: "restored", detail: expect.objectContaining({ status: "idle", skipped: true }) },
    ]);
  });

  test("stays while the step is away, in a provider that stays", async () => {
    const mounted = await mountAndPutOff();
    await mounted.render(live(<p>The next page</p>));
    await mounted.render(live(step));
    expect(dataOf(mounted)).toMatchObject({ status: "loading", ...putOff });
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle", ...putOff });
    expect(stored()).toMatchObject({ skipped: true });
  });

  test("stays while the step and its provider are away", async () => {
    const mounted = await mountAndPutOff();
    await mounted.unmount();
    const again = await mount(live(step));
    expect(dataOf(again)).toMatchObject({ status: "loading", ...putOff });
    await again.unmount();
    await tell();
    const known = await mount(live(step));
    await settled(host.companion);
    expect(dataOf(known)).toMatchObject({ status: "idle", ...putOff });
    expect(stored()).toMatchObject({ skipped: true });
  });

  test("is remembered when the company becomes known while the step is away", async () => {
    const storage = memory();
    const mounted = await mount(
      live(
        <>
          <AuthStep />
          <AuthStep sourceType="banking" storage={storage} />
        </>,
      ),
    );
    await userEvent.click(skip.first());
    await userEvent.click(skip);
    await expect.element(undo.nth(1)).toBeVisible();
    await mounted.render(live(<p>The next page</p>));
    expect(localStorage).toHaveLength(0);
    await tell();
    expect(stored()).toMatchObject({ skipped: true });
    expect(JSON.parse(storage.entries.get(keyOf(companyId, "banking")) ?? "")).toMatchObject({
      skipped: true,
    });
    expect(localStorage).toHaveLength(1);
  });

  test("does not outlast its page otherwise: a panel is closed, a click forgotten", async () => {
    const mounted = await mount(live(step));
    await userEvent.click(connect);
    await userEvent.click(page.getByRole("button", { name: /^Can’t sign in/ }));
    await expect.poll(() => dataOf(mounted)).toMatchObject({ view: "handOver" });
    await mounted.render(live(<p>The next page</p>));
    await mounted.render(live(step));
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle", view: "ask" });
  });

  test("is newer than what was stored", async () => {
    localStorage.setItem(keyOf(), JSON.stringify({ skipped: true, invited: true, channel: "copyLink" }));
    const mounted = await mount(live(step));
    expect(dataOf(mounted)).not.toMatchObject(putOff);
    await userEvent.click(connect);
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "opening", invite: "prepared" });
    expect(dataOf(mounted)).not.toMatchObject(putOff);
    expect(stored()).toMatchObject({ skipped: false, invited: true, channel: "copyLink" });
  });

  test("is newer than what was stored, where it was taken back", async () => {
    localStorage.setItem(keyOf(), JSON.stringify({ skipped: true }));
    const mounted = await mountAndPutOff();
    await userEvent.click(undo);
    await mounted.render(live(<p>The next page</p>));
    await mounted.render(live(step));
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle" });
    expect(dataOf(mounted)).not.toMatchObject(putOff);
  });

  test("where nothing was done leaves what was stored", async () => {
    const before = JSON.stringify({ skipped: true });
    localStorage.setItem(keyOf(), before);
    const mounted = await mount(live(step));
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle", ...putOff });
    expect(localStorage.getItem(keyOf())).toBe(before);
  });

  test("was opened is so until the page is seen again", async () => {
    const mounted = await mount(live(step));
    await userEvent.click(connect);
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "opening" });
    document.dispatchEvent(new Event("visibilitychange"));
    await expect.poll(() => dataOf(mounted)).toMatchObject({ status: "idle" });
  });

  test("counts when it is answered afterwards: a link that took its time is copied", async () => {
    const { companion } = host;
    companion.company = inviting(companyOf());
    vi.spyOn(navigator.clipboard, "write").mockImplementation(async ([item]) => {
      await item?.getType("text/plain");
    });
    const untilToldOf = companion.answer;
    let answer = () => {};
    companion.answer = (path, request) =>
      path === "/invites"
        ? new Promise((resolve) => {
            answer = () => resolve(undefined);
          })
        : untilToldOf?.(path, request);
    const mounted = await mount(
      live(
        <AuthStep>
          <CopyLink />
        </AuthStep>,
      ),
    );
    await userEvent.click(page.getByRole("button", { name: "Copy link" }));
    await expect.poll(() => host.asked()).toContain("POST /api/codat/invites");
    release();
    await expect.poll(() => dataOf(mounted)).toMatchObject({ status: "idle" });
    answer();
    await expect.poll(stored).toMatchObject({ invited: true, channel: "copyLink" });
    await expect.poll(() => dataOf(mounted)).toMatchObject({ invite: "prepared" });
  });

  test("is seen by a second step of the page", async () => {
    const first = await mount(live(step));
    const second = await mount(live(step));
    await userEvent.click(skip.nth(0));
    await expect.poll(() => dataOf(first)).toMatchObject(putOff);
    await tell();
    expect(dataOf(first)).toMatchObject({ status: "idle", ...putOff });
    expect(dataOf(second)).toMatchObject({ status: "idle", ...putOff });
  });

  test("is kept nowhere but on the page without storage", async () => {
    const forgetful = live(<AuthStep storage={null} />);
    const mounted = await mountAndPutOff(forgetful);
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle", ...putOff });
    await mounted.unmount();
    release = hold(host);
    const again = await mount(forgetful);
    expect(dataOf(again)).not.toMatchObject(putOff);
    await userEvent.click(skip);
    await again.unmount();
    await tell();
    const known = await mount(forgetful);
    await settled(host.companion);
    expect(dataOf(known)).not.toMatchObject(putOff);
    expect(localStorage).toHaveLength(0);
  });

  test("stays on the page where storage is blocked", async () => {
    const blocked = () => {
      throw new DOMException("blocked", "SecurityError");
    };
    const mounted = await mountAndPutOff(live(<AuthStep storage={{ getItem: blocked, setItem: blocked }} />));
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle", ...putOff });
  });

  test("is of the company that the host names, without a companion", async () => {
    const mounted = await mountAndPutOff(<AuthStep {...acme} companyId={null} />);
    expect(localStorage).toHaveLength(0);
    await mounted.render(<AuthStep {...acme} />);
    expect(dataOf(mounted)).toMatchObject({ status: "idle", ...putOff });
    expect(stored(acmeId)).toMatchObject({ skipped: true });
    await mounted.unmount();
    expect(dataOf(await mount(<AuthStep {...acme} />))).toMatchObject(putOff);
  });
});

describe("what was done before the company was known is nobody else's", () => {
  const other = { ...companyOf(), id: otherCompanyId };

  test("another session's, in the same step", async () => {
    const mounted = await mountAndPutOff();
    await mounted.render(live(step, { sessionKey: `${sessionKey}+alex` }));
    expect(dataOf(mounted)).not.toMatchObject(putOff);
    host.companion.company = other;
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "idle" });
    expect(dataOf(mounted)).not.toMatchObject(putOff);
    expect(localStorage).toHaveLength(0);
  });

  test("another session's, in a new step", async () => {
    await (await mountAndPutOff()).unmount();
    host.companion.company = other;
    await tell();
    const mounted = await mount(live(step, { sessionKey: `${sessionKey}+alex` }));
    await settled(host.companion);
    expect(dataOf(mounted)).toMatchObject({ status: "idle" });
    expect(dataOf(mounted)).not.toMatchObject(putOff);
    expect(localStorage).toHaveLength(0);
  });

  test("that of whoever signs in under the same name, once the session has ended", async () => {
    const mounted = await mountAndPutOff();
    host.companion.answer = () => Response.json({ error: "session" }, { status: 401 });
    await mounted.unmount();
    const ended = await mount(live(step));
    await expect.poll(() => dataOf(ended)).toMatchObject({ status: "unavailable", reason: "signedOut" });
    await ended.unmount();
    host.companion.answer = undefined;
    host.companion.company = other;
    const again = await mount(live(step));
    await settled(host.companion);
    expect(dataOf(again)).toMatchObject({ status: "idle" });
    expect(dataOf(again)).not.toMatchObject(putOff);
  });

  test("another companion's of the same page", async () => {
    const companion = installCompanion(other, "/api/other");
    const releaseTheirs = hold({ companion });
    const theirs = await mount(live(step, { endpoint: "/api/other" }));
    const ours = await mount(live(step));
    await userEvent.click(ours.container.querySelector(".co-SkipStep") as Element);
    await expect.poll(() => dataOf(ours)).toMatchObject(putOff);
    await tell();
    releaseTheirs();
    await settled(companion);
    companion.restore();
    expect(dataOf(theirs)).toMatchObject({ status: "idle" });
    expect(dataOf(theirs)).not.toMatchObject(putOff);
    expect(Object.keys(localStorage)).toEqual([keyOf()]);
  });

  test("another step's, without a companion", async () => {
    const waiting = <AuthStep appName="Acme Lending" companyId={null} />;
    const first = await mountAndPutOff(waiting);
    const second = await mount(waiting);
    expect(dataOf(second)).not.toMatchObject(putOff);
    await second.render(<AuthStep appName="Acme Lending" companyId={otherCompanyId} />);
    await first.render(<AuthStep appName="Acme Lending" companyId={acmeId} />);
    expect(dataOf(second)).not.toMatchObject(putOff);
    expect(Object.keys(localStorage)).toEqual([keyOf(acmeId)]);
  });

  test("that of a company which is not the session's", async () => {
    const mounted = await mountAndPutOff(live(<Mistaken />));
    await tell();
    expect(dataOf(mounted)).toMatchObject({ status: "unavailable", reason: "badData" });
    expect(Object.keys(localStorage)).toEqual([keyOf()]);
  });

  test("another source type's", async () => {
    const mounted = await mountAndPutOff();
    await mounted.render(live(<AuthStep sourceType="banking" />));
    expect(dataOf(mounted)).not.toMatchObject(putOff);
    await tell();
    expect(stored(companyId, "banking")).toBe(null);
    expect(stored()).toMatchObject({ skipped: true });
  });

  test("another session's, in a part by itself", async () => {
    const mounted = await mount(live(<SkipStep />));
    await userEvent.click(skip);
    await expect.element(undo).toBeVisible();
    await mounted.render(live(<SkipStep />, { sessionKey: `${sessionKey}+alex` }));
    await expect.element(skip).toBeVisible();
  });

  test("another session's, in an invite", async () => {
    host.companion.company = inviting(companyOf());
    await tell();
    const mounted = await mount(live(step));
    await settled(host.companion);
    await userEvent.click(page.getByRole("button", { name: /^Can’t sign in/ }));
    await userEvent.fill(page.getByLabelText(say(english.inviteName.label)), "Priya");
    host.companion.company = { ...inviting(companyOf()), id: otherCompanyId };
    await mounted.render(live(step, { sessionKey: `${sessionKey}+alex` }));
    await settled(host.companion);
    await userEvent.click(page.getByRole("button", { name: /^Can’t sign in/ }));
    await expect.element(page.getByLabelText(say(english.inviteName.label))).toHaveValue("");
  });
});
