import { describe, expect, it, onTestFinished } from "vitest";
import { seeded } from "../../support/cutting.js";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { type News, startNews } from "./news.js";
import { startPages } from "./pages.js";
import { spreadOf } from "./spread.js";
import { expectTruth } from "./truth.js";
import { startWholeHost, type WholeHost } from "./wholeHost.js";

const isLong = process.env["LAW_RUNS"] !== undefined;
/** `npm run test:chaos` asks for two thousand pages. */
const size = isLong ? { customers: 200, pagesEach: 10 } : { customers: 10, pagesEach: 6 };
const pageCount = size.customers * size.pagesEach;
/** Milliseconds between two webhooks, and between two requests of other pages. */
const rate = { news: 20, visits: 40 };
/** Milliseconds in which all pages must be level again, where there is time enough. */
const mostTime = 60_000;
/** Milliseconds over which a process that ends sends its pages away: long enough to be seen on a busy machine. */
const drain = 3_000;

describe.skipIf(!redisProgram || !nginxProgram)(`a rolling restart under ${pageCount} open pages`, () => {
  it.each(["SIGTERM", "SIGKILL"] as const)(
    "by %s: nothing is lost, told twice or asked of Codat",
    async (signal) => {
      const host = await startWholeHost({ streams: isLong ? { drain } : {} });
      onTestFinished(host.end);
      const customers = Array.from({ length: size.customers }, (_, n) => `customer${n}`);
      const news = await startNews(host, customers, seeded(1));
      const pages = await startPages({
        front: host.front.port,
        behind: [],
        seed: 1,
        haste: 1,
      });
      onTestFinished(pages.end);
      await pages.ask(
        "open",
        customers.flatMap((customer) => Array(size.pagesEach).fill(customer)),
      );
      const away: number[] = [];
      const callsBefore = host.codat.requests().length;

      const life = startLife(host, news, customers);
      for (const place of host.companions.ports.keys()) {
        await pages.ask("comings");
        const begun = Date.now();
        await host.companions.stop(place, signal);
        await host.companions.start(place);
        const numbers = { ...news.numbers };
        await expect.poll(() => pages.ask("behind", numbers), { timeout: 300_000 }).toBe(0);
        const time = Date.now() - begun;
        const { left, back, pauses } = await pages.ask("comings");
        away.push(...pauses);
        const [leaving, returning] = [spreadOf(left), spreadOf(back)];
        process.stdout.write(
          `${signal} of process ${place + 1}: ${left.length} pages level again in ${time} ms; ` +
            `by tenths of a second they left ${leaving.tenths.join(" ")}, and came back ${returning.tenths.join(" ")}\n`,
        );
        if (!isLong) continue;
        expect(time).toBeLessThan(mostTime);
        if (signal === "SIGTERM") expect(leaving.middle).toBeGreaterThan(drain / 4);
      }
      const { visits, others } = await life.end();
      await expect.poll(() => pages.ask("behind", news.numbers), { timeout: 120_000 }).toBe(0);

      const { lost, repeated, resyncs } = await pages.ask("tally");
      const { messages, attempts, refused } = news.tally;
      process.stdout.write(
        `${signal}: ${messages} webhooks, all acknowledged, ${attempts} attempts, ${refused} refused; ` +
          `${visits} visits, ${others.length} not answered at once; ${resyncs} resyncs, ${lost} lost, ${repeated} repeated\n`,
      );
      expect({ lost, repeated, resyncs }).toEqual({ lost: 0, repeated: 0, resyncs: 0 });
      // Each comes back at a moment of its own.
      expect(spreadOf(away).fullest).toBeLessThan(0.5);
      // A process that is closing answers; what one that was killed left unanswered is asked of the next.
      expect(others).toEqual([]);
      expect(host.codat.requests().slice(callsBefore)).toEqual([]);
      await expectTruth(host, news, pages);
    },
    1_800_000,
  );
});

/** Webhooks and other pages' requests at a steady rate, all through what stands in front. */
function startLife(host: WholeHost, news: News, customers: readonly string[]) {
  const going = new Set<Promise<void>>();
  const asked = { visits: 0, others: [] as number[] };
  let turn = 0;
  const busy = new Set<string>();
  const go = (work: Promise<void>) => {
    going.add(work);
    void work.then(() => going.delete(work));
  };
  const routes = [
    ["POST /company"],
    ["GET /invites"],
    ["POST /invites", { sourceType: "commerce" }],
  ] as const;

  async function tell(): Promise<void> {
    const one = customers[turn++ % customers.length] ?? "";
    if (busy.has(one)) return;
    busy.add(one);
    await news.tell(one);
    busy.delete(one);
  }

  /** As a person does: again, where it was not answered. */
  async function visit(): Promise<void> {
    const as = customers[asked.visits % customers.length] ?? "";
    const [route, body] = routes[asked.visits++ % routes.length] ?? routes[0];
    for (;;) {
      const status = await host.ask(route, { as, body }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 0,
      );
      if (status === 200) return;
      asked.others.push(status);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  const timers = [setInterval(() => go(tell()), rate.news), setInterval(() => go(visit()), rate.visits)];
  return {
    async end() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(going);
      return asked;
    },
  };
}
