import { afterEach, describe, expect, it, vi } from "vitest";
import { type EventsState, openEvents } from "../../src/client/openEvents.js";
import type { CompanyEvent } from "../../src/core/company/companyEvent.js";
import { createFakeTimers, settled } from "../support/fakeTimers.js";
import { type Answer, createScriptedCompanion } from "../support/scriptedCompanion.js";
import { company, connection } from "../support/streamHost.js";

const snapshot: CompanyEvent = { type: "snapshot", company: company() };
const linked = (id: string): CompanyEvent => ({ type: "connection", connection: connection(id, "Linked") });
const status =
  (code: number, headers: HeadersInit = {}) =>
  () =>
    new Response(code === 204 ? null : "<p>No.", { status: code, headers });

/** A page that follows the events, with a clock that stands still. */
function follow(script: Answer[], random = () => 0.5) {
  const companion = createScriptedCompanion(...script);
  const timers = createFakeTimers();
  const controller = new AbortController();
  const events: CompanyEvent[] = [];
  const states: EventsState[] = [];
  let end: unknown = "not yet";
  const iterator = openEvents({
    url: "/api/codat/events",
    signal: controller.signal,
    fetch: companion.fetch,
    onState: (state) => states.push(state),
    random,
    now: timers.now,
    timers,
  });
  const done = (async () => {
    try {
      for await (const event of iterator) events.push(event);
      end = "ended";
    } catch (error) {
      end = error;
    }
  })();
  return { companion, timers, controller, events, states, done, end: () => end };
}

const last = <T>(list: readonly T[]): T => {
  const one = list.at(-1);
  if (one === undefined) throw new Error("There is none yet.");
  return one;
};

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a page's stream", () => {
  it("asks for events as the session's own, uncached", async () => {
    const page = follow(["stream"]);
    await settled();
    const { init, headers } = last(page.companion.visits);
    expect([init.credentials, init.cache, headers.get("accept"), headers.has("last-event-id")]).toEqual([
      "same-origin",
      "no-store",
      "text/event-stream",
      false,
    ]);
    page.controller.abort();
  });

  it("gives each event once, and goes on after the last whole one", async () => {
    const page = follow(["stream"]);
    await settled();
    const first = last(page.companion.visits);
    first.tell("1", snapshot);
    first.tell("2", linked("a"));
    first.send('id: 3\nevent: connection\ndata: {"type":"conn');
    await settled();
    first.break();
    await page.timers.pass(500);
    const second = last(page.companion.visits);
    expect(second.headers.get("last-event-id")).toBe("2");
    second.tell("3", linked("b"));
    await settled();
    expect(page.events).toEqual([snapshot, linked("a"), linked("b")]);
    expect(page.companion.mostOpen).toBe(1);
    page.controller.abort();
  });

  it.each<[string, Uint8Array]>([
    ["inside a character", new Uint8Array([0x22, 0xe2, 0x82])],
    ["inside a line's end", new TextEncoder().encode('x"}}\r')],
    ["inside a field's name", new TextEncoder().encode("\nda")],
    ["before the last line feed", new TextEncoder().encode('{"type":"resync"}\n')],
  ])("drops the half event of a connection cut %s", async (_, tail) => {
    const page = follow(["stream"]);
    await settled();
    last(page.companion.visits).tell("1", snapshot);
    last(page.companion.visits).send("id: 2\nevent: connection\ndata: ");
    last(page.companion.visits).send(tail);
    await settled();
    last(page.companion.visits).break();
    await page.timers.pass(500);
    expect(last(page.companion.visits).headers.get("last-event-id")).toBe("1");
    last(page.companion.visits).tell("2", linked("a"));
    await settled();
    expect(page.events).toEqual([snapshot, linked("a")]);
    page.controller.abort();
  });

  it.each<[string, Answer]>([
    ["500", status(500)],
    ["502", status(502)],
    ["503", status(503)],
    ["429", status(429)],
    ["a login page", status(200, { "content-type": "text/html" })],
    ["an empty 200", status(200)],
    ["400", status(400)],
    ["no network", "down"],
  ])("survives %s, a hundred times over", async (_, answer) => {
    const page = follow([...Array<Answer>(100).fill(answer), "stream"]);
    await page.timers.pass(1_441_000);
    expect(page.companion.visits).toHaveLength(101);
    last(page.companion.visits).tell("1", snapshot);
    await settled();
    expect(page.events).toEqual([snapshot]);
    expect(page.end()).toBe("not yet");
    page.controller.abort();
  });

  it.each<[string, Answer]>([
    ["a login page", status(200, { "content-type": "text/html" })],
    ["a page in a stream's words", status(200, { "content-type": "text/html; as=text/event-stream" })],
    ["an empty 200", status(200)],
  ])("is not live by %s, and waits longer each time", async (_, answer) => {
    const page = follow([answer]);
    await settled();
    expect([page.states, page.timers.waits()]).toEqual([["connecting", "waiting"], [500]]);
    await page.timers.pass(500);
    expect([page.states.slice(2), page.timers.waits()]).toEqual([["connecting", "waiting"], [1_000]]);
    page.controller.abort();
  });

  it("is live again within half a minute of the companion, whatever went before", async () => {
    const page = follow(["down"], () => 0.999_999);
    await page.timers.pass(3_600_000);
    expect(page.companion.visits.length).toBeLessThan(130);
    page.companion.script.splice(0, 1, "stream");
    const before = page.states.length;
    await page.timers.pass(30_000);
    expect(page.states.slice(before)).toContain("live");
    page.controller.abort();
  });

  it("waits longer each time, by chance, and begins anew after a good connection", async () => {
    const page = follow(["down", "down", "down", "stream", "down", "stream"]);
    await settled();
    expect(page.timers.waits()).toEqual([500]);
    await page.timers.pass(500);
    expect(page.timers.waits()).toEqual([1_000]);
    await page.timers.pass(1_000);
    expect(page.timers.waits()).toEqual([2_000]);
    await page.timers.pass(2_000);
    last(page.companion.visits).tell("1", snapshot);
    await page.timers.pass(6_000);
    last(page.companion.visits).send(":\n\n");
    await settled();
    last(page.companion.visits).end();
    await settled();
    expect(page.timers.waits()).toEqual([500]);
    page.controller.abort();
  });

  it("does not hurry back to a companion that only just answers", async () => {
    const page = follow(["stream"]);
    for (let one = 0; one < 8; one++) {
      await settled();
      last(page.companion.visits).tell(String(one), snapshot);
      await settled();
      last(page.companion.visits).end();
      await settled();
      if (one < 7) await page.timers.pass(last(page.timers.waits()));
    }
    expect(page.timers.waits()).toEqual([15_000]);
    page.controller.abort();
  });

  it.each([
    [429, "7", 7_500],
    // The clock stands at 09:00:00.437, and half a second is added.
    [503, "Mon, 02 Mar 2026 09:00:20 GMT", 20_063],
    [429, "86400", 29_500],
    [429, "nonsense", 500],
  ])("keeps to a %i's Retry-After of %s as far as that is bearable", async (code, header, wait) => {
    const page = follow([status(code, { "retry-after": header }), "stream"]);
    await settled();
    expect(page.timers.waits()).toEqual([wait]);
    page.controller.abort();
  });

  it("stays away as long as a stream that ends it asks", async () => {
    const page = follow(["stream"]);
    await settled();
    last(page.companion.visits).send("retry: 20000\n\n");
    last(page.companion.visits).end();
    await settled();
    expect(page.timers.waits()).toEqual([20_500]);
    await page.timers.pass(20_500);
    last(page.companion.visits).end();
    await settled();
    expect(page.timers.waits()).toEqual([1_000]);
    page.controller.abort();
  });

  it("leaves a connection that is silent for two and a half heartbeats, and one that never answers", async () => {
    const page = follow(["stream", "never", "stream"]);
    await settled();
    await page.timers.pass(15_000);
    last(page.companion.visits).send(":\n\n");
    await page.timers.pass(19_000);
    expect(page.companion.visits).toHaveLength(1);
    await page.timers.pass(2_000);
    expect(page.companion.visits).toHaveLength(2);
    await page.timers.pass(20_000 + 1_000);
    expect(page.companion.visits).toHaveLength(3);
    expect(page.companion.visits.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
    expect(page.companion.mostOpen).toBe(1);
    page.controller.abort();
  });

  it("goes on from where it was after the machine has slept for an hour", async () => {
    const page = follow(["stream", "down", "stream"]);
    await settled();
    last(page.companion.visits).tell("7", snapshot);
    await settled();
    await page.timers.pass(3_600_000);
    const { headers, isOpen } = last(page.companion.visits);
    expect([headers.get("last-event-id"), isOpen, page.companion.mostOpen]).toEqual(["7", true, 1]);
    page.controller.abort();
  });

  it.each([401, 403])(
    "asks once more after a %i, at once, and then says that the session has ended",
    async (code) => {
      const page = follow([status(code)]);
      await settled();
      expect(page.companion.visits).toHaveLength(2);
      expect(page.end()).toMatchObject({ code: "ONB-401", recoverable: false });
      expect(page.timers.waits()).toEqual([]);
    },
  );

  it("survives one 401, and later another", async () => {
    const page = follow([status(401), "stream", status(401), "stream"]);
    await settled();
    last(page.companion.visits).tell("1", snapshot);
    last(page.companion.visits).end();
    await page.timers.pass(500);
    expect(page.companion.visits).toHaveLength(4);
    expect(last(page.states)).toBe("live");
    page.controller.abort();
  });

  it("goes on trying where nothing is served: a companion may be about to start", async () => {
    const page = follow([status(404), "stream"]);
    await page.timers.pass(2_000);
    expect(page.states).toEqual(["connecting", "waiting", "connecting", "live"]);
    page.controller.abort();
  });

  it("skips what it does not understand", async () => {
    const page = follow(["stream"]);
    await settled();
    const visit = last(page.companion.visits);
    visit.send("id: 1\nevent: snapshot\ndata: {broken\n\n");
    visit.send('id: 2\nevent: invite\ndata: {"type":"invite"}\n\n');
    visit.send("id: 3\ndata: null\n\n");
    visit.tell("4", snapshot);
    await settled();
    expect(page.events).toEqual([snapshot]);
    page.controller.abort();
  });

  it("ends at once and cleanly when it is told to, whatever it waits for", async () => {
    for (const script of [["stream"], ["never"], ["down"], [status(204)]] satisfies Answer[][]) {
      const page = follow(script);
      await settled();
      page.controller.abort();
      await page.done;
      expect(page.end()).toBe("ended");
      expect(page.timers.waits()).toEqual([]);
      expect(page.companion.visits.every(({ isOpen, signal }) => !isOpen && signal.aborted)).toBe(true);
    }
    const controller = new AbortController();
    controller.abort();
    const { fetch, visits } = createScriptedCompanion("stream");
    const events = openEvents({ url: "/events", signal: controller.signal, fetch });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect(visits).toEqual([]);
  });
});

describe("a page that is shown and hidden", () => {
  function stubPage() {
    const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
    const network = new EventTarget();
    vi.stubGlobal("document", document);
    vi.stubGlobal("addEventListener", network.addEventListener.bind(network));
    vi.stubGlobal("removeEventListener", network.removeEventListener.bind(network));
    return {
      async show(visibilityState: "visible" | "hidden") {
        document.visibilityState = visibilityState;
        document.dispatchEvent(new Event("visibilitychange"));
        await settled();
      },
      async online() {
        network.dispatchEvent(new Event("online"));
        await settled();
      },
    };
  }

  it("holds a stream only while it is shown, and goes on from where it was", async () => {
    const browser = stubPage();
    const page = follow(["stream"]);
    await settled();
    last(page.companion.visits).tell("7", snapshot);
    await settled();
    await browser.show("hidden");
    expect(last(page.companion.visits).isOpen).toBe(false);
    await page.timers.pass(3_600_000);
    expect([page.companion.visits.length, last(page.states)]).toEqual([1, "hidden"]);
    await browser.show("visible");
    expect(page.companion.visits).toHaveLength(2);
    expect(last(page.companion.visits).headers.get("last-event-id")).toBe("7");
    page.controller.abort();
    await page.done;
    await browser.show("hidden");
    await browser.show("visible");
    expect(page.companion.visits).toHaveLength(2);
  });

  it("opens none while it has not been shown", async () => {
    const browser = stubPage();
    await browser.show("hidden");
    const page = follow(["stream"]);
    await page.timers.pass(60_000);
    expect(page.companion.visits).toHaveLength(0);
    await browser.show("visible");
    expect(page.companion.visits).toHaveLength(1);
    page.controller.abort();
  });

  it("tries at once when the network is back, in a pause and on a connection that may be dead", async () => {
    const browser = stubPage();
    const page = follow(["down", "down", "down", "down", "stream"], () => 0.9);
    await page.timers.pass(20_000);
    const before = page.companion.visits.length;
    page.companion.script.splice(0, page.companion.script.length, "stream");
    await browser.online();
    expect(page.companion.visits).toHaveLength(before + 1);
    await browser.online();
    expect(page.companion.visits).toHaveLength(before + 2);
    expect(page.companion.mostOpen).toBe(1);
    page.controller.abort();
  });

  it("has a company made where there is none, and another once that one is gone", async () => {
    let made = 0;
    const controller = new AbortController();
    const { fetch, visits } = createScriptedCompanion(status(204), "stream", status(204), "stream");
    const timers = createFakeTimers();
    const states: EventsState[] = [];
    const create = async () => {
      made++;
      return true;
    };
    const iterator = openEvents({
      url: "/events",
      signal: controller.signal,
      fetch,
      create,
      timers,
      random: () => 0.5,
      now: timers.now,
      onState: (state) => states.push(state),
    });
    const done = (async () => {
      for await (const _ of iterator);
    })();
    await settled();
    expect([made, last(states)]).toEqual([1, "live"]);
    last(visits).end();
    await timers.pass(2_000);
    expect([made, last(states)]).toEqual([2, "live"]);
    controller.abort();
    await done;
  });

  it("asks for a company that is not there yet only when it is shown again: no polling", async () => {
    const browser = stubPage();
    const page = follow([status(204), "stream"]);
    await page.timers.pass(3_600_000);
    expect([page.companion.visits.length, last(page.states)]).toEqual([1, "none"]);
    await browser.show("hidden");
    await browser.show("visible");
    expect(last(page.states)).toBe("live");
    page.controller.abort();
  });
});
