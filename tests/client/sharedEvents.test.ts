import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { joinEvents } from "../../src/client/sharedEvents.js";
import { signOut } from "../../src/client/signOut.js";
import type { CompanyEvent } from "../../src/core/company/companyEvent.js";
import type { OnboardingError } from "../../src/core/errors.js";
import { settled } from "../support/fakeTimers.js";
import { type Answer, createScriptedCompanion } from "../support/scriptedCompanion.js";
import { company, connection } from "../support/streamHost.js";

const linked: CompanyEvent = { type: "connection", connection: connection("a", "Linked") };
const leavers: (() => void)[] = [];
const NodeChannel = BroadcastChannel;

/** The channels that are open. */
const channels = new Set<WitnessedChannel>();

/** Says when it has heard a message: its listeners have heard all that was posted before. */
class WitnessedChannel extends NodeChannel {
  readonly #heard: unknown[] = [];
  #isClosed = false;
  #tell = () => {};

  constructor(name: string) {
    super(name);
    channels.add(this);
    super.addEventListener("message", (event) => {
      this.#heard.push((event as MessageEvent).data);
      this.#tell();
    });
  }

  async hears(mark: string): Promise<void> {
    while (!this.#isClosed && !this.#heard.includes(mark)) {
      await new Promise<void>((resolve) => {
        this.#tell = resolve;
      });
    }
  }

  override close(): void {
    channels.delete(this);
    this.#isClosed = true;
    this.#tell();
    super.close();
  }
}

/** Everything posted so far has been heard by every open channel, and so has the mark that this resolves to. */
async function delivered(): Promise<string> {
  const mark = crypto.randomUUID();
  const open = [...channels];
  const marker = new NodeChannel("codat-onboarding");
  marker.postMessage(mark);
  await Promise.all(open.map((channel) => channel.hears(mark)));
  marker.close();
  return mark;
}

beforeEach(() => {
  vi.stubGlobal("BroadcastChannel", WitnessedChannel);
});

afterEach(async () => {
  for (const leave of leavers.splice(0)) leave();
  vi.unstubAllGlobals();
  await settled();
});

/** The stream is enough. */
const nothing = () => Promise.reject(new Error("Nobody reads."));

function createDocument(...script: Answer[]) {
  const companion = createScriptedCompanion(...script);
  return {
    companion,
    join(sessionKey = "sam", url = "/api/codat/events") {
      const events: CompanyEvent[] = [];
      const ends: (OnboardingError | undefined)[] = [];
      let finish = () => {};
      const ended = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const leave = joinEvents(
        { url, sessionKey, fetch: companion.fetch, read: nothing },
        {
          onEvent: (event) => events.push(event),
          onEnd(error) {
            ends.push(error);
            finish();
          },
        },
      );
      leavers.push(leave);
      return { events, ends, ended, leave };
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
        { url: "/api/codat/events", sessionKey: "sam", fetch: page.companion.fetch, read: nothing },
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
    await sam.ended;
    const mark = await delivered();
    tab.close();
    expect(sam.ends.map((error) => error?.code)).toEqual(["ONB-401"]);
    expect(told).toEqual([{ type: "signedOut", sessionKey: "sam" }, mark]);
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
    expect(sam.ends).toEqual([]);
    expect(open(page)).toHaveLength(1);
    stranger.postMessage({ type: "signedOut", sessionKey: "sam" });
    await sam.ended;
    stranger.close();
    expect(sam.ends.map((error) => error?.code)).toEqual(["ONB-401"]);
  });

  it("works where there are no channels, in its own tab", async () => {
    vi.stubGlobal("BroadcastChannel", undefined);
    const page = createDocument(() => new Response(null, { status: 403 }));
    const sam = page.join("sam");
    await settled();
    expect(sam.ends.map((error) => error?.code)).toEqual(["ONB-401"]);
  });
});
