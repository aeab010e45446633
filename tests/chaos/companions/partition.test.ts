import { describe, expect, it, onTestFinished, vi } from "vitest";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { startProxy } from "../../support/tcpProxy.js";
import { type CodatNews, codatNews, type News } from "./codatNews.js";
import { type BusyCustomer, expectLevel, readCompany, startCustomer, timesTold } from "./customers.js";
import { shortly } from "./shortly.js";
import { startWholeHost, type WholeHost, type WholeHostOptions } from "./wholeHost.js";

const isLong = Boolean(process.env["LAW_RUNS"]);
/** Milliseconds; without `npm run test:chaos` as long as it takes until the cut off have answered. */
const twoMinutes = isLong ? 120_000 : 0;
vi.setConfig({ testTimeout: 20 * 60_000 });

/** Two of the four. The others and their Redis are well. */
const cutOff = [0, 1];
const well = [2, 3];

interface Parted {
  host: WholeHost;
  news: CodatNews;
  customers: BusyCustomer[];
  proxies: Awaited<ReturnType<typeof startProxy>>[];
}

async function startParted(options: WholeHostOptions = {}): Promise<Parted> {
  const proxies = await Promise.all(cutOff.map(() => startProxy(0)));
  for (const { end } of proxies) onTestFinished(end);
  const host = await startWholeHost({
    // Longer than the partition: who cannot be looked up is let go after twice this time.
    streams: { recheck: 300_000 },
    ...options,
    redis: { url: "", patience: 2_000, ...options.redis },
    redisUrl({ port, url }, place) {
      const proxy = proxies[place];
      if (!proxy) return url;
      proxy.target = port;
      return `redis://127.0.0.1:${proxy.port}`;
    },
  });
  onTestFinished(host.end);
  const news = codatNews(host);
  const customers = await Promise.all(
    ["acme", "bakery"].map((as) => startCustomer(host, news, as, [0, 0, 1, 2, 3, undefined])),
  );
  for (const { stop } of customers.flatMap(({ pages }) => pages)) onTestFinished(stop);
  return { host, news, customers, proxies };
}

/** What goes on meanwhile: the cut off answer, and say that they cannot; the others are told of Codat's news. */
async function during({ host, news, customers }: Parted, least: number, length = 0): Promise<News[]> {
  const told: News[] = [];
  const until = performance.now() + length;
  do {
    for (const { next, as } of customers) {
      const one = next();
      // Who cannot hear that it holds the lease keeps the others from the webhook for fifteen seconds.
      if (!isLong) await news.deliver(one, well[told.length % 2]);
      const refused = cutOff.flatMap((place) => [
        news.attempt(one, place),
        host.ask("POST /company", { as, place }).then(({ status }) => status),
        host.ask("GET /events", { as, place }).then(({ status }) => status),
        host.ask("POST /company", { as: `new ${as}`, place }).then(({ status }) => status),
      ]);
      if (isLong) await news.deliver(one, well[told.length % 2]);
      told.push(one);
      expect(await Promise.all(refused)).toEqual(refused.map(() => 503));
    }
    await shortly();
  } while (performance.now() < until || told.length < least);
  return told;
}

describe.skipIf(!redisProgram || !nginxProgram)("two of four companions that are cut off from Redis", () => {
  it.each([
    ["in silence, one of them only from its answers,", ["all", "answers"], twoMinutes],
    ...(isLong ? ([["by a network that forgets them", ["all", "all"], undefined]] as const) : []),
  ] as readonly (readonly [string, readonly ("all" | "answers")[], number | undefined])[])(
    "%s answer 503, keep their pages, and have missed nothing in the end",
    async (_, held, length) => {
      // All that comes in two minutes; less is the next test's.
      const parted = await startParted({ redis: { url: "", ringSize: 10_000 } });
      const { customers, proxies, host } = parted;
      const opened = () => customers.flatMap(({ pages }) => pages.map((page) => page.opened));
      const before = opened();
      for (const [n, proxy] of proxies.entries()) proxy.hold(held[n] ?? "all");
      const told = await during(parted, isLong ? 4 : 2, length);
      expect(opened()).toEqual(before);
      for (const proxy of proxies) {
        if (length === undefined) proxy.forget();
        else proxy.release();
      }
      // It goes on being busy: a connection that hears nothing must not live on because it is written to.
      let isLevel = false;
      const busy = Promise.all(
        cutOff.map(async (place) => {
          while (!isLevel) {
            await host.ask("GET /company", { as: "acme", place }).catch(() => undefined);
            await shortly();
          }
        }),
      );
      await expectLevel(host, customers).finally(() => {
        isLevel = true;
      });
      await busy;
      for (const place of cutOff)
        await vi.waitFor(async () => {
          expect((await host.ask("GET /company", { as: "acme", place })).status).toBe(200);
        }, 60_000);
      for (const one of told) {
        const { pages } = customers.find((_, n) => told.indexOf(one) % 2 === n) as BusyCustomer;
        expect(pages.map((page) => timesTold(page, one))).toEqual(pages.map(() => 1));
      }
      // More at once than a stream's queue holds cuts it: it goes on where it was, without beginning anew.
      expect(customers.flatMap(({ pages }) => pages.map(({ resyncs }) => resyncs))).toEqual(
        before.map(() => 0),
      );
      if (!isLong) return;
      // Who asked in vain has one company, once the lease of who could not hear that it had it is over.
      for (const { as } of customers) await readCompany(host, `new ${as}`);
      expect(host.codat.companies()).toHaveLength(2 * customers.length);
    },
  );

  it.skipIf(!isLong)("are told to begin anew where more came than is kept", async () => {
    const parted = await startParted({ redis: { url: "", ringSize: 3 } });
    const { customers, proxies, host } = parted;
    for (const proxy of proxies) proxy.hold("all");
    await during(parted, 10);
    for (const proxy of proxies) proxy.release();
    await expectLevel(host, customers);
    for (const { pages } of customers)
      for (const { place, resyncs } of pages)
        if (place !== undefined) expect([place, resyncs]).toEqual([place, place < 2 ? 1 : 0]);
  });
});
