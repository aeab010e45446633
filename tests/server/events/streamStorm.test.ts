import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { backoff } from "../../../src/client/backoff.js";
import { parseRetryAfter } from "../../../src/core/retryAfter.js";
import type { LogRecord } from "../../../src/server/operating/logRecord.js";
import type { StreamLimits } from "../../../src/server/options/streamLimits.js";
import { seeded } from "../../support/cutting.js";
import { authenticate, type CompanionTest, companionTest, origin, webhookSecret } from "../companionTest.js";

const pages = 2_000;
/** Seconds for which a page stays open once it has its stream. */
const stay = 20;

/** What a page is told of its first try. */
interface FirstAnswer {
  status: number;
  retryAfter: number;
}

/** A companion whose clock stands still, and whose session store can be held up. */
function stormTest(limits: StreamLimits) {
  const clock = { time: Date.parse("2026-03-02T09:00:00.437Z") };
  const now = () => new Date(clock.time);
  const store = { held: undefined as Promise<void> | undefined };
  const records: LogRecord[] = [];
  const companion = companionTest({
    clock: { now, moving: (fetch) => fetch },
    streams: { ...limits, perCustomer: pages },
    async authenticate(request) {
      await store.held;
      return authenticate(request);
    },
    onLog: (record) => records.push(record),
  });
  return { clock, store, records, companion };
}

/** Codat tells of something that has an effect nowhere: it is verified, and answered. */
function webhook({ server }: CompanionTest, time: number, id: string): Promise<Response> {
  const body = JSON.stringify({ id, eventType: "company.deleted", payload: { id: crypto.randomUUID() } });
  const seconds = String(Math.floor(time / 1_000));
  const key = Buffer.from(webhookSecret.slice("whsec_".length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
  };
  return server.fetch(new Request(`${origin}/api/codat/webhooks`, { method: "POST", headers, body }));
}

it("of 2,000 pages at once keeps to the limits, answers webhooks first, and lets everybody in", async () => {
  const random = seeded(17);
  const limits = { perProcess: 600, perSecond: 150 };
  const { clock, store, records, companion } = stormTest(limits);
  await companion.ask("POST /company");
  const begin = clock.time;

  const due = new Map<number, number>(Array.from({ length: pages }, (_, page) => [page, begin]));
  const leaving: { at: number; response: Response }[] = [];
  const first: FirstAnswer[] = [];
  const perSecond: number[] = [];
  let mostOpen = 0;

  async function tryPage(page: number): Promise<void> {
    const response = await companion.ask("GET /events");
    const header = response.headers.get("retry-after");
    if (first.length < pages) first.push({ status: response.status, retryAfter: Number(header ?? 0) });
    if (response.status === 200) {
      due.delete(page);
      leaving.push({ at: clock.time + stay * 1_000, response });
    } else due.set(page, clock.time + backoff(0, parseRetryAfter(header, clock.time), random));
  }

  for (let second = 0; due.size > 0; second++) {
    clock.time = begin + second * 1_000;
    for (const { response } of leaving.filter(({ at }) => at <= clock.time)) await response.body?.cancel();
    leaving.splice(0, leaving.length, ...leaving.filter(({ at }) => at > clock.time));
    const before = leaving.length;

    // The session store answers nobody before Codat has its answer.
    let release = () => {};
    store.held = new Promise((resolve) => {
      release = resolve;
    });
    const tries = [...due].filter(([, at]) => at <= clock.time).map(([page]) => tryPage(page));
    expect((await webhook(companion, clock.time, `storm-${second}`)).status).toBe(200);
    release();
    await Promise.all(tries);

    perSecond.push(leaving.length - before);
    mostOpen = Math.max(mostOpen, leaving.length);
    expect((await companion.server.health()).streams).toEqual({
      open: leaving.length,
      limit: limits.perProcess,
    });
    expect(second).toBeLessThan(600);
  }

  expect(mostOpen).toBe(limits.perProcess);
  expect(perSecond.reduce((most, one) => Math.max(most, one), 0)).toBe(limits.perSecond);

  const refused = first.filter(({ status }) => status === 503).map(({ retryAfter }) => retryAfter);
  expect(refused).toHaveLength(pages - limits.perSecond);
  const counts = refused.reduce(
    (all, one) => all.set(one, (all.get(one) ?? 0) + 1),
    new Map<number, number>(),
  );
  expect(counts.size).toBeGreaterThan(10);
  expect([...counts.values()].reduce((most, one) => Math.max(most, one), 0)).toBeLessThan(refused.length / 4);

  const told = (type: LogRecord["type"]) => records.filter((record) => record.type === type);
  expect(told("streamOpened")).toHaveLength(pages);
  expect(records.flatMap((record) => (record.type === "streamRefused" ? [record.reason] : []))).toEqual(
    expect.arrayContaining(["rate", "full"]),
  );
  // A thousand refusals are the first of a kind and a count, which comes after a minute.
  expect(companion.errors.map(({ code }) => code)).toEqual(["ONB-524", "ONB-524"]);
  await companion.server.close();
}, 120_000);

it("of more pages than it begins in a minute all are back within one, where there is room", async () => {
  const random = seeded(23);
  // A twentieth of ten thousand pages at the usual 500 a second.
  const { clock, companion } = stormTest({ perProcess: 1_000, perSecond: 25 });
  await companion.ask("POST /company");
  const begin = clock.time;
  const due = new Map<number, number>(Array.from({ length: 500 }, (_, page) => [page, begin]));
  let tries = 0;
  while (due.size > 0) {
    const [page, at] = [...due].reduce((next, one) => (one[1] < next[1] ? one : next));
    clock.time = at;
    tries += 1;
    const response = await companion.ask("GET /events");
    const wait = parseRetryAfter(response.headers.get("retry-after"), at);
    if (response.status === 200) due.delete(page);
    else due.set(page, at + backoff(0, wait, random));
  }
  expect(clock.time - begin).toBeLessThan(60_000);
  expect(tries).toBeLessThan(3 * 500);
  await companion.server.close();
}, 120_000);

it("of requests without a session takes no place from those that have one", async () => {
  const { companion } = stormTest({ perProcess: 100, perSecond: 10 });
  await companion.ask("POST /company");
  for (let one = 0; one < 100; one++) {
    expect((await companion.ask("GET /events", { as: null })).status).toBe(401);
    expect((await companion.ask("GET /events", { as: "nobody's yet" })).status).toBe(204);
  }
  expect((await companion.ask("GET /events")).status).toBe(200);
  await companion.server.close();
});
