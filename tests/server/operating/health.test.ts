import { afterEach, describe, expect, it, vi } from "vitest";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createCodatQuota } from "../../../src/server/codat/codatQuota.js";
import { createHealth } from "../../../src/server/operating/health.js";
import type { LogRecord } from "../../../src/server/operating/logRecord.js";
import { createFakeTimers } from "../../support/fakeTimers.js";
import { type CompanionTest, companionTest } from "../companionTest.js";

let companion: CompanionTest | undefined;

afterEach(async () => {
  await companion?.server.close();
  companion = undefined;
});

function start(options: Parameters<typeof companionTest>[0] = {}): CompanionTest {
  companion = companionTest({ ...options, streams: { drain: 0, ...options.streams } });
  return companion;
}

describe("health", () => {
  it("is JSON of this process, its streams, its backplane and Codat", async () => {
    const { server, ask } = start();
    await ask("POST /company");
    const stream = await ask("GET /events");
    const health = await server.health();
    expect(JSON.parse(JSON.stringify(health))).toEqual({
      ready: true,
      draining: false,
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      streams: { open: 1, limit: 10_000 },
      backplane: { reachable: true, latency: expect.any(Number) },
      codat: { state: "open", left: 997, daily: 1_000 },
    });
    await stream.body?.cancel();
    expect((await server.health()).streams.open).toBe(0);
  });

  it("knows nothing of Codat's day before Codat has answered", async () => {
    expect((await start().server.health()).codat).toEqual({ state: "open", daily: 1_000 });
  });

  it("is not ready while the backplane fails, and is again after it", async () => {
    const memory = memoryBackplane();
    const state = { isAway: true };
    const backplane: Backplane = {
      ...memory,
      view: (...given) => (state.isAway ? Promise.reject(new Error("Away.")) : memory.view(...given)),
    };
    const { server, errors } = start({ backplane });
    expect(await server.health()).toMatchObject({ ready: false, backplane: { reachable: false } });
    expect((await server.health()).backplane).not.toHaveProperty("latency");
    state.isAway = false;
    expect(await server.health()).toMatchObject({ ready: true, backplane: { reachable: true } });
    expect(errors).toEqual([]);
  });

  it("does not hang where the backplane does, nor where it throws", async () => {
    const timers = createFakeTimers();
    const quota = createCodatQuota({ now: () => new Date(timers.now()), random: () => 0, reserve: 0.25 });
    const healthOf = (view: Backplane["view"]) =>
      createHealth({
        backplane: { ...memoryBackplane(), view },
        quota,
        streams: () => ({ open: 0, limit: 1 }),
        isDraining: () => false,
        timers,
      })();
    let answered: unknown;
    const asked = healthOf(() => new Promise(() => {})).then((health) => {
      answered = health;
    });
    await timers.pass(999);
    expect(answered).toBeUndefined();
    await timers.pass(1);
    await asked;
    expect(answered).toMatchObject({ ready: false, backplane: { reachable: false } });
    const thrown = await healthOf(() => {
      throw new Error("At once.");
    });
    expect(thrown.backplane).toEqual({ reachable: false });
    expect(timers.waits()).toEqual([]);
  });

  it("says when Codat takes no more calls, and when only what is kept is left", async () => {
    const midnight = "2026-11-23T00:00:00.000Z";
    const answers = [
      { "x-rate-limit-remaining": "200", "x-rate-limit-limit": "1000", "x-rate-limit-reset": midnight },
      { "x-rate-limit-remaining": "0", "x-rate-limit-limit": "1000", "x-rate-limit-reset": midnight },
    ];
    let now = new Date("2026-11-22T09:00:00.437Z");
    const quota = createCodatQuota({ now: () => now, random: () => 0, reserve: 0.25 });
    const health = createHealth({
      backplane: memoryBackplane(),
      quota,
      streams: () => ({ open: 0, limit: 1 }),
      isDraining: () => false,
    });
    const states = [];
    for (const headers of answers) {
      quota.note(new Response(null, { headers }));
      states.push((await health()).codat);
    }
    now = new Date("2026-11-23T00:00:01Z");
    states.push((await health()).codat);
    expect(states).toEqual([
      { state: "reserve", left: 200, daily: 1_000 },
      { state: "closed", until: midnight, left: 0, daily: 1_000 },
      { state: "open", daily: 1_000 },
    ]);
  });

  it("is not to be had by a request", async () => {
    const { ask } = start();
    for (const path of ["/health", "/healthz", "/readyz", "/ready"]) {
      expect((await ask(`GET ${path}`, { as: null })).status).toBe(404);
    }
  });
});

describe("closing", () => {
  it("is said in health before any stream ends, for as long as `notice`", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const records: LogRecord[] = [];
      const { server, ask } = start({
        streams: { notice: 5_000, drain: 0 },
        onLog: (record) => records.push(record),
      });
      await ask("POST /company");
      await ask("GET /events");
      const closing = server.close();
      const health = await server.health();
      expect(health).toMatchObject({ ready: false, draining: true, streams: { open: 1 } });
      await vi.advanceTimersByTimeAsync(4_999);
      expect((await server.health()).streams.open).toBe(1);
      // Meanwhile it serves as before: the balancer does not know yet.
      expect((await ask("GET /company")).status).toBe(200);
      expect((await ask("GET /events")).status).toBe(200);
      await vi.advanceTimersByTimeAsync(1);
      await closing;
      expect(await server.health()).toMatchObject({ ready: false, draining: true, streams: { open: 0 } });
      expect((await ask("GET /company")).status).toBe(503);
      const told = records.filter(({ type }) => type === "server" || type === "streamEnded");
      expect(told).toMatchObject([
        { type: "server", state: "draining" },
        { type: "streamEnded", reason: "closing" },
        { type: "streamEnded", reason: "closing" },
        { type: "server", state: "closed" },
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  it("waits for nothing where there is no notice to give, and is never ready again", async () => {
    const { server } = start();
    const closing = server.close();
    expect((await server.health()).ready).toBe(false);
    await closing;
    expect(await server.health()).toMatchObject({ ready: false, draining: true });
  });
});
