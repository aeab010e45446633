import { describe, expect, it, onTestFinished } from "vitest";
import { seeded } from "../../support/cutting.js";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { inTurn, startNews } from "./news.js";
import { startPages } from "./pages.js";
import { expectTruth } from "./truth.js";
import { startWholeHost, type WholeHost } from "./wholeHost.js";

const { FC_SEED, LAW_RUNS } = process.env;
const seed = Number(FC_SEED) || Date.now() % 2 ** 31;
process.stdout.write(`cuts: seed ${seed} (FC_SEED=${seed} repeats this run)\n`);

/** `npm run test:chaos` asks for a thousand pages, each cut a hundred times. */
const size = LAW_RUNS
  ? { customers: 100, pagesEach: 10, cutsEach: 100, rounds: 5, longest: 3_000 }
  : { customers: 10, pagesEach: 6, cutsEach: 10, rounds: 1, longest: 300 };
const pageCount = size.customers * size.pagesEach;
/** Events that a company's stream is kept of, and how many more those miss who sleep through a round. */
const ring = { size: 16, beyond: 8 };

const random = seeded(seed);
type Fault = (host: WholeHost, place: number) => Promise<unknown>;
const kill: Fault = async ({ companions }, place) => {
  await companions.stop(place, "SIGKILL");
  await companions.start(place);
};
const restart: Fault = async ({ companions }, place) => {
  await companions.stop(place, "SIGTERM");
  await companions.start(place);
};
const killRedis: Fault = async ({ redis, ask }, place) => {
  await redis.kill();
  while ((await ask("POST /company", { as: "customer0", place })).status === 200);
  await redis.start();
};
const cutRedis =
  (type: string): Fault =>
  ({ redis }) =>
    redis.call("CLIENT", "KILL", "TYPE", type);
const faults = [kill, restart, killRedis, kill, cutRedis("pubsub"), restart, cutRedis("normal"), kill];

describe.skipIf(!redisProgram || !nginxProgram)(`pages of four processes, seed ${seed}`, () => {
  it(`end in the companions' state: ${pageCount} of them, each cut ${size.cutsEach} times, anywhere`, async () => {
    const host = await startWholeHost({
      redis: { ringSize: ring.size },
      budget: { burst: 10_000, hourly: 10_000, daily: 100_000 },
    });
    onTestFinished(host.end);
    const customers = Array.from({ length: size.customers }, (_, n) => `customer${n}`);
    const news = await startNews(host, customers, random);
    const { ports } = host.companions;
    const pages = await startPages({
      front: host.front.port,
      behind: ports,
      seed,
      haste: 50,
      longest: size.longest,
    });
    onTestFinished(pages.end);
    await pages.ask(
      "open",
      customers.flatMap((customer) => Array(size.pagesEach).fill(customer)),
    );

    const changes = ring.size + ring.beyond;
    const made = async () => Object.values((await pages.ask("tally")).cuts).reduce((sum, some) => sum + some);
    let sleepers = 0;
    let cuts = 0;
    for (let round = 0; round < size.rounds; round++) {
      sleepers += await pages.ask("sleep", 10);
      await pages.ask("cut", true);
      let fault: Promise<unknown> = Promise.resolve();
      for (let change = 0; change < changes; change++) {
        if (change % (changes / faults.length) === 0) {
          await fault;
          const next = faults[change / (changes / faults.length)];
          fault = next?.(host, Math.floor(random() * ports.length)) ?? fault;
          // Characters of several bytes, for cuts within them.
          await inTurn(customers, (customer) => news.name(customer, `Zoë 会計 😀 ${round} ${change}`));
        }
        await inTurn(customers, news.tell);
        cuts += (pageCount * size.cutsEach) / size.rounds / changes;
        while ((await made()) < cuts) await pause(50);
      }
      await fault;
      await pages.ask("cut", false);
      await pages.ask("wake");
      await expectLevel();
      // What the processes miss now no page asks for.
      for (const fault of [cutRedis("pubsub"), cutRedis("normal"), cutRedis("pubsub")])
        await Promise.all([fault(host, 0), inTurn(customers, news.tell)]);
      await expectLevel();
      await expectTruth(host, news, pages);
    }

    function expectLevel(): Promise<void> {
      return expect.poll(() => pages.ask("behind", news.numbers), { timeout: 120_000 }).toBe(0);
    }

    const { lost, repeated, resyncs, cuts: kinds } = await pages.ask("tally");
    process.stdout.write(
      `cuts: ${await made()} of ${pageCount} pages (${JSON.stringify(kinds)}), ${resyncs} resyncs, ${lost} lost, ${repeated} repeated; ` +
        `${faults.length * size.rounds} faults; ` +
        `${news.tally.messages} webhooks, ${news.tally.attempts} attempts, ${news.tally.refused} refused\n`,
    );
    expect({ lost, repeated }).toEqual({ lost: 0, repeated: 0 });
    expect(resyncs).toBeGreaterThanOrEqual(sleepers);
  }, 1_800_000);
});

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
