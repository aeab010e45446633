import { redisBackplane } from "codat-onboarding/redis";
import { afterEach, describe, expect, it, vi } from "vitest";
import { companyRoom } from "../../src/server/backplane/backplaneRooms.js";
import { companyId } from "../server/webhooks/webhooks.js";
import { redisProgram, startRedis } from "../support/redisServer.js";
import { type CrashPoint, crashPoints } from "./crashPoints.js";
import { eventId, startProcesses } from "./redisProcesses.js";

type Fault = CrashPoint | "nothing" | "Redis" | "listeners" | "connections";

/** `npm run test:chaos` has each of them several times. */
const faults: readonly Fault[] = process.env["LAW_RUNS"]
  ? Array.from({ length: 6 }, () => [
      ...crashPoints,
      ...(["nothing", "Redis", "listeners", "connections"] as const),
    ]).flat()
  : ["nothing", "claimed", "appended", "Redis", "listeners", "connections"];
vi.setConfig({ testTimeout: 20 * 60_000 });

const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ended.splice(0).reverse()) await end();
});

const isPoint = (fault: Fault): fault is CrashPoint => (crashPoints as readonly string[]).includes(fault);

describe.skipIf(!redisProgram)("four companions behind one Redis", () => {
  it(`lose and double nothing in any stream, among a hundred duplicates at once and ${faults.length} faults`, async () => {
    const redis = await startRedis("--appendonly", "yes", "--appendfsync", "always");
    ended.push(redis.end);
    const backplane = redisBackplane({
      url: redis.url,
      ringSize: 10_000,
      patience: 9_000,
      onError: () => {},
    });
    ended.push(backplane.close);
    const room = companyRoom(companyId);
    const { cursor: begin } = await backplane.view(room, [], "now");
    const processes = await startProcesses(redis.url, 4);
    ended.push(processes.end);
    const places = Array.from({ length: processes.count }, (_, place) => place);

    /** Codat's side: again, at any of them, until it is acknowledged. */
    async function sendUntilDone(n: number): Promise<void> {
      for (let attempt = 0; ; attempt++) {
        if ((await processes.attempt((n + attempt) % places.length, n)) === 200) return;
        // Redis may be coming back, or a lease be held by one who did not live to give it back.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    for (const [n, fault] of faults.entries()) {
      if (isPoint(fault)) await processes.start(n % places.length, fault);
      const attempts = places.flatMap((place) =>
        Array.from({ length: 25 }, () => processes.attempt(place, n)),
      );
      if (fault === "Redis") {
        await Promise.race(attempts);
        await redis.kill();
        await redis.start();
      }
      if (fault === "listeners") await redis.call("CLIENT", "KILL", "TYPE", "pubsub");
      if (fault === "connections") await redis.call("CLIENT", "KILL", "TYPE", "normal");
      await Promise.all(attempts);
      // Whoever came first at the point may have been another: then nobody dies.
      for (const place of places) if (!processes.isAlive(place)) await processes.start(place);
      await sendUntilDone(n);
    }
    // The last of each kind may still be on its way.
    await sendUntilDone(faults.length);

    const all = await vi.waitFor(() => backplane.view(room, [], { cursor: begin }), 20_000);
    const events = all.entries?.map(({ event }) => event) ?? [];
    const sent = [...faults.keys(), faults.length];
    expect(sent.map((n) => events.filter((event) => event.includes(eventId(n))).length)).toEqual(
      sent.map(() => 1),
    );
    expect(events).toHaveLength(sent.length);
    expect([...new Set(processes.hooked())].sort()).toEqual(sent.map(eventId));

    const order = [begin, ...(all.entries ?? []).map(({ cursor }) => cursor)];
    await vi.waitFor(() => {
      for (const { isAlive, told } of processes.streams()) {
        const first = order.indexOf(told[0] ?? "");
        // A life that was ended was told a part of it, and each that goes on all of it since it began.
        expect(told).toEqual(order.slice(first, isAlive ? undefined : first + told.length));
      }
    }, 60_000);
    const { length } = processes.streams();
    process.stdout.write(
      `Redis chaos: ${faults.length} faults, ${length} lives of four, all streams level\n`,
    );
  });
});
