import { afterEach, describe, expect, it, vi } from "vitest";
import { joinEvents } from "../../src/client/sharedEvents.js";
import { signOut } from "../../src/client/signOut.js";
import type { CompanyEvent } from "../../src/core/company/companyEvent.js";
import type { OnboardingError } from "../../src/core/errors.js";
import { settled } from "../support/fakeTimers.js";
import { type Answer, createScriptedCompanion } from "../support/scriptedCompanion.js";
import { company, connection } from "../support/streamHost.js";

const linked: CompanyEvent = { type: "connection", connection: connection("a", "Linked") };
const leavers: (() => void)[] = [];

afterEach(async () => {
  for (const leave of leavers.splice(0)) leave();
  vi.unstubAllGlobals();
  await settled();
});

function createDocument(...script: Answer[]) {
  const companion = createScriptedCompanion(...script);
  return {
    companion,
    join(sessionKey = "sam", url = "/api/codat/events") {
      const events: CompanyEvent[] = [];
      const ends: (OnboardingError | undefined)[] = [];
      const leave = joinEvents(
        { url, sessionKey, fetch: companion.fetch },
        { onEvent: (event) => events.push(event), onEnd: (error) => ends.push(error) },
      );
      leavers.push(leave);
      return { events, ends, leave };
    },
  };
}

const open = ({ companion }: ReturnType<typeof createDocument>) =>
  companion.visits.filter(({ isOpen }) => isOpen);

describe("a document's stream", () => {
  it("is one for fifty that listen, and none after the last", async () => {
    const page = createDocument("stream");
    const all = Array.from({ length: 50 }, () => page.join());
    await settled();
    expect(page.companion.visits).toHaveLength(1);
    page.companion.visits[0]?.tell("1", linked);
    await settled();
    expect(all.map(({ events }) => events)).toEqual(Array(50).fill([linked]));
    for (const { leave } of all.slice(1)) leave();
    await settled();
    expect(open(page)).toHaveLength(1);
    all[0]?.leave();
    all[0]?.leave();
    await settled();
    expect(open(page)).toHaveLength(0);
  });

  it("is kept by one that leaves and comes back at once", async () => {
    const page = createDocument("stream");
    const first = page.join();
    await settled();
    first.leave();
    page.join();
    await settled();
    expect([page.companion.visits.length, open(page).length]).toEqual([1, 1]);
  });

  it("begins for whoever comes later with the company as it is known", async () => {
    const page = createDocument("stream");
    page.join();
    await settled();
    page.companion.visits[0]?.tell("1", { type: "snapshot", company: company() });
    page.companion.visits[0]?.tell("2", linked);
    await settled();
    expect(page.join().events).toEqual([{ type: "snapshot", company: company(connection("a", "Linked")) }]);
  });

  it("is another's under another session or address", async () => {
    const page = createDocument("stream");
    page.join("sam");
    page.join("alex");
    page.join("sam", "/other/events");
    await settled();
    expect(open(page)).toHaveLength(3);
  });

  it("goes on when one listener throws, who is told of", async () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    const page = createDocument("stream");
    leavers.push(
      joinEvents(
        { url: "/api/codat/events", sessionKey: "sam", fetch: page.companion.fetch },
        {
          onEvent() {
            throw new Error("mine");
          },
        },
      ),
    );
    const other = page.join();
    await settled();
    page.companion.visits[0]?.tell("1", linked);
    page.companion.visits[0]?.tell("2", linked);
    await settled();
    expect(other.events).toEqual([linked, linked]);
    expect(reported).toHaveBeenCalledTimes(2);
  });
});

describe("a sign-out", () => {
  const delivered = () => new Promise((resolve) => setTimeout(resolve, 50));

  it("ends the session's streams in every tab, and no other", async () => {
    const page = createDocument("stream");
    const sam = page.join("sam");
    const alex = page.join("alex");
    await settled();
    signOut("sam");
    await delivered();
    expect([sam.ends.map((error) => error?.code), alex.ends]).toEqual([["ONB-401"], []]);
    expect(open(page)).toHaveLength(1);
  });

  it("is told to the other tabs by the one whose stream was refused", async () => {
    const told: unknown[] = [];
    const tab = new BroadcastChannel("codat-onboarding");
    tab.addEventListener("message", ({ data }: MessageEvent) => told.push(data));
    const page = createDocument(() => new Response(null, { status: 401 }));
    const sam = page.join("sam");
    await delivered();
    tab.close();
    expect(sam.ends.map((error) => error?.code)).toEqual(["ONB-401"]);
    expect(told).toEqual([{ type: "signedOut", sessionKey: "sam" }]);
    expect(page.companion.visits).toHaveLength(2);
  });

  it("is no matter of strangers on the same channel", async () => {
    const page = createDocument("stream");
    const sam = page.join("sam");
    const stranger = new BroadcastChannel("codat-onboarding");
    for (const message of [null, "signedOut", { type: "signedOut" }, { type: "other", sessionKey: "sam" }]) {
      stranger.postMessage(message);
    }
    await delivered();
    stranger.close();
    expect(sam.ends).toEqual([]);
  });

  it("works where there are no channels, in its own tab", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const page = createDocument(() => new Response(null, { status: 403 }));
    const sam = page.join("sam");
    await settled();
    expect(sam.ends.map((error) => error?.code)).toEqual(["ONB-401"]);
  });
});
