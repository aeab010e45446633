import { describe, expect, it, onTestFinished, vi } from "vitest";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { codatNews } from "./codatNews.js";
import { type BusyCustomer, expectLevel, readCompany, startCustomer, timesTold } from "./customers.js";
import { requestInvite } from "./deeds.js";
import { startWholeHost, type WholeHost, type WholeHostOptions } from "./wholeHost.js";

const isLong = Boolean(process.env["LAW_RUNS"]);
vi.setConfig({ testTimeout: 20 * 60_000 });

const everywhere = [0, 1, 2, 3, undefined];

async function startBusy(options?: WholeHostOptions) {
  const host = await startWholeHost(options);
  onTestFinished(host.end);
  const news = codatNews(host);
  const acme = await startCustomer(host, news, "acme", everywhere);
  for (const { stop } of acme.pages) onTestFinished(stop);
  return { host, news, acme };
}

/** What is asked for while Redis cannot be used: nothing is half done, and everybody is told to come back. */
async function expectRefused(host: WholeHost, attempt: (place?: number) => Promise<number | undefined>) {
  for (const place of everywhere) {
    expect([place, await attempt(place)]).toEqual([place, 503]);
    const answer = await host.ask("POST /company", { as: "newcomer", place });
    expect([place, answer.status, Number(answer.headers.get("retry-after")) > 0]).toEqual([place, 503, true]);
  }
  expect(host.codat.companies().filter(({ name }) => name === "Bakery newcomer")).toEqual([]);
}

/** Then all goes on, at all of them. */
async function expectWell(host: WholeHost, acme: BusyCustomer): Promise<void> {
  for (const place of everywhere) await readCompany(host, "newcomer", place);
  expect(host.codat.companies().filter(({ name }) => name === "Bakery newcomer")).toHaveLength(1);
  await expectLevel(host, [acme]);
}

describe.skipIf(!redisProgram || !nginxProgram)("four companions and a Redis", () => {
  it("that was emptied read the state anew, and ask for new links", async () => {
    const { host, news, acme } = await startBusy();
    const invite = await requestInvite(host, "acme");
    const earlier = acme.next();
    await news.deliver(earlier);
    await expectLevel(host, [acme]);
    for (let times = 0; times < (isLong ? 5 : 1); times++) {
      const before = acme.pages.map(({ resyncs }) => resyncs);
      await host.redis.call("FLUSHALL");
      for (const place of everywhere) {
        const page = await invite?.show(place);
        expect([place, page?.status]).toEqual([place, 404]);
        expect(await page?.text()).toMatch(/ask .* for a new/i);
        expect((await invite?.press("", place))?.status).toBe(404);
      }
      await news.deliver(acme.next());
      await vi.waitFor(() => {
        // Twice where a reading that was under way has found the room empty before that.
        for (const [n, { resyncs }] of acme.pages.entries()) expect(resyncs).toBeGreaterThan(before[n] ?? 0);
      }, 60_000);
      // What Codat repeats by hand is told again, and its hook is called again; pages show the same.
      await news.deliver(earlier, 1);
      await expectLevel(host, [acme]);
      expect(host.codat.companies()).toHaveLength(1);
      const newInvite = await requestInvite(host, "acme", 2);
      expect((await newInvite?.show(3))?.status).toBe(200);
    }
  });

  it("that is full are refused and recover, with nothing half done", async () => {
    const { host, news, acme } = await startBusy();
    const one = acme.next();
    await host.redis.call("CONFIG", "SET", "maxmemory", "1mb");
    await expectRefused(host, (place) => news.attempt(one, place));
    expect(acme.pages.map((page) => timesTold(page, one))).toEqual(everywhere.map(() => 0));
    expect(host.companions.hooked()).not.toContain(one.eventId);
    await host.redis.call("CONFIG", "SET", "maxmemory", "0");
    await news.deliver(one);
    await expectWell(host, acme);
    expect(acme.pages.map((page) => timesTold(page, one))).toEqual(everywhere.map(() => 1));
    expect(acme.pages.map(({ opened, resyncs }) => [opened, resyncs])).toEqual(everywhere.map(() => [1, 0]));
  });

  it.skipIf(!isLong)("that can only be read are refused and recover", async () => {
    const { host, news, acme } = await startBusy();
    const one = acme.next();
    await host.redis.call("CONFIG", "SET", "replica-serve-stale-data", "yes");
    await host.redis.call("REPLICAOF", "127.0.0.1", "1");
    await expectRefused(host, (place) => news.attempt(one, place));
    await host.redis.call("REPLICAOF", "NO", "ONE");
    await news.deliver(one);
    await expectWell(host, acme);
    expect(acme.pages.map((page) => timesTold(page, one))).toEqual(everywhere.map(() => 1));
  });

  it.skipIf(!isLong)("that is still loading are refused and wait for it", async () => {
    const settings = ["--appendonly", "yes", "--appendfsync", "always"];
    // Each key takes a while until it is told otherwise, and commands are answered between two.
    const slowly = ["--key-load-delay", "50000", "--loading-process-events-interval-bytes", "1024"];
    const { host, news, acme } = await startBusy({ redisSettings: [...settings, ...slowly] });
    const { redis } = host;
    await redis.call(
      "EVAL",
      "for n = 1, 4000 do redis.call('SET', 'filling:' .. n, ('x'):rep(2000)) end",
      "0",
    );
    await redis.call("BGREWRITEAOF");
    await vi.waitFor(async () => {
      expect(await redis.call("INFO", "persistence")).toMatch(
        /aof_rewrite_in_progress:0[\s\S]*aof_last_bgrewrite_status:ok/,
      );
    }, 60_000);
    const one = acme.next();
    await redis.kill();
    const loaded = redis.start();
    // Where the test fails before that.
    loaded.catch(() => undefined);
    await vi.waitFor(async () => expect(await redis.call("PING")).toContain("LOADING"), 60_000);
    await expectRefused(host, (place) => news.attempt(one, place));
    await redis.call("CONFIG", "SET", "key-load-delay", "0");
    await loaded;
    await news.deliver(one);
    await expectWell(host, acme);
    expect(acme.pages.map((page) => timesTold(page, one))).toEqual(everywhere.map(() => 1));
  });

  it("that lets them in no more, or never did, say so in words", async () => {
    const { host, news, acme } = await startBusy();
    const { redis, companions } = host;
    const one = acme.next();
    await redis.call("CONFIG", "SET", "requirepass", "another");
    await redis.callAs("another", "CLIENT", "KILL", "TYPE", "pubsub");
    await redis.callAs("another", "CLIENT", "KILL", "TYPE", "normal");
    await vi.waitFor(() => expect(companions.errors().join("\n")).toMatch(/NOAUTH/), 60_000);
    await expectRefused(host, (place) => news.attempt(one, place));
    // One that is started meanwhile is refused from the beginning.
    const told = companions.errors().length;
    await companions.start(3);
    await vi.waitFor(
      () => expect(companions.errors().slice(told).join("\n")).toMatch(/let the companion in.*NOAUTH/),
      60_000,
    );
    await expectRefused(host, (place) => news.attempt(one, place));
    await redis.callAs("another", "CONFIG", "SET", "requirepass", "");
    await companions.start(3);
    await news.deliver(one);
    await expectWell(host, acme);
    expect(acme.pages.map((page) => timesTold(page, one))).toEqual(everywhere.map(() => 1));
  });
});
