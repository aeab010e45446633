import { describe, expect, it, onTestFinished, vi } from "vitest";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { type CrashPoint, crashPoints } from "../crashPoints.js";
import { codatNews, type News } from "./codatNews.js";
import { expectLevel, startCustomer, statusesOf, timesTold } from "./customers.js";
import { followByClient } from "./follower.js";
import { startWholeHost } from "./wholeHost.js";

type Fault = CrashPoint | "nothing" | "Redis" | "listeners" | "connections";

const isLong = Boolean(process.env["LAW_RUNS"]);
/** `npm run test:chaos` has each of them twice, at processes in turn. */
const faults: readonly Fault[] = isLong
  ? [0, 1].flatMap((): Fault[] => [...crashPoints, "nothing", "Redis", "listeners", "connections", "Redis"])
  : ["nothing", "appended", "Redis", "listeners", "connections"];
vi.setConfig({ testTimeout: 20 * 60_000 });

const isPoint = (fault: Fault): fault is CrashPoint => (crashPoints as readonly string[]).includes(fault);
const everywhere = [0, 1, 2, 3, undefined];

describe.skipIf(!redisProgram || !nginxProgram)("four companions behind nginx, with one Redis,", () => {
  it(`lose and double nothing in any stream, among a hundred duplicates at once and ${faults.length} faults`, async () => {
    const host = await startWholeHost();
    onTestFinished(host.end);
    const { companions, redis } = host;
    const news = codatNews(host);
    const customers = await Promise.all(
      ["acme", "bakery", "cafe"].map((as) => startCustomer(host, news, as, [...everywhere, 0])),
    );
    for (const { stop } of customers.flatMap(({ pages }) => pages)) onTestFinished(stop);
    const clients = customers.map(({ as }) => followByClient(host, as));
    for (const { stop } of clients) onTestFinished(stop);
    const told: { one: News; fault: Fault; pages: (typeof customers)[number]["pages"] }[] = [];

    for (const [n, fault] of faults.entries()) {
      const place = n % companions.ports.length;
      const customer = customers[n % customers.length] as (typeof customers)[number];
      if (isPoint(fault)) await companions.start(place, { crashAt: fault });
      const one = customer.next();
      told.push({ one, fault, pages: customer.pages });
      const twenty = (at: number | undefined) => Array.from({ length: 20 }, () => news.attempt(one, at));
      const attempts: Promise<number | undefined>[] = [];
      if (isPoint(fault)) {
        // The others come while what it held is held by nobody.
        attempts.push(...twenty(place));
        await Promise.race(attempts);
      }
      for (const at of everywhere) if (!isPoint(fault) || at !== place) attempts.push(...twenty(at));
      if (fault === "Redis") {
        await Promise.race(attempts);
        await redis.kill();
        await redis.start();
      }
      if (fault === "listeners") await redis.call("CLIENT", "KILL", "TYPE", "pubsub");
      if (fault === "connections") await redis.call("CLIENT", "KILL", "TYPE", "normal");
      await Promise.all(attempts);
      if (isPoint(fault)) {
        await vi.waitFor(() => expect(companions.isAlive(place)).toBe(false), 60_000);
        await companions.start(place);
      }
      await news.deliver(one);
    }

    await expectLevel(host, customers);
    await vi.waitFor(() => {
      expect(clients.map(({ company }) => statusesOf(company?.connections))).toEqual(
        customers.map(({ companyId }) => statusesOf(host.codat.connections(companyId))),
      );
    }, 60_000);
    for (const { one, fault, pages } of told) {
      // What a page that was being opened again was not told, its snapshot held.
      for (const page of pages) expect([fault, timesTold(page, one)]).toEqual([fault, 1]);
    }
    const hooked = companions.hooked();
    const timesHooked = told.map(({ one }) => hooked.filter((id) => id === one.eventId).length);
    expect(Math.min(...timesHooked)).toBe(1);
    // Only what was killed, or lost its Redis, calls again.
    const calm = told.flatMap(({ fault }, n) => (fault === "nothing" ? [timesHooked[n]] : []));
    expect(calm).toEqual(calm.map(() => 1));
    const connections = customers.flatMap(({ pages }) => pages).reduce((sum, { opened }) => sum + opened, 0);
    process.stdout.write(
      `duplicates: ${faults.length} faults, 18 pages level over ${connections} connections\n`,
    );
  });
});
