import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { codatNews } from "./codatNews.js";
import { expectLevel } from "./customers.js";
import { type Deed, type DeedsHost, deeds } from "./deeds.js";
import { shortly } from "./shortly.js";
import type { Stop } from "./stoppingBackplane.js";
import { startWholeHost } from "./wholeHost.js";

interface Death extends Pick<Stop, "when"> {
  victim: "process" | "Redis";
}

const isLong = Boolean(process.env["LAW_RUNS"]);
vi.setConfig({ testTimeout: 20 * 60_000 });

/** What a dead process would have heard does not matter. */
const deaths: readonly Death[] = [
  { victim: "process", when: "before" },
  { victim: "process", when: "after" },
  { victim: "Redis", when: "before" },
  { victim: "Redis", when: "unanswered" },
  { victim: "Redis", when: "after" },
];
/** The process that does it, and may die; pages are at others. */
const doer = 0;

describe.skipIf(!redisProgram || !nginxProgram)("at every step of", () => {
  let all: DeedsHost | undefined;
  beforeAll(async () => {
    const host = await startWholeHost();
    all = { host, news: codatNews(host), customers: [] };
  });
  afterAll(async () => {
    await Promise.all((all?.customers ?? []).flatMap(({ pages }) => pages.map((page) => page.stop())));
    await all?.host.end();
  });

  // `npm test` has every other.
  it.each(Object.entries(deeds).filter((_, n) => isLong || n % 2 === 0))(
    "%s a process or Redis may be killed",
    async (name, deed) => {
      if (!all) return;
      const place = Object.keys(deeds).indexOf(name);
      const before = all.customers.length;
      let met = 0;
      // `npm test` has one moment of each.
      for (const death of isLong ? deaths : deaths.slice(place % 5, (place % 5) + 1)) {
        let step = isLong ? 0 : 1;
        while (
          await died(all, deed, { ...death, step, as: `${place} ${death.victim} ${death.when} ${step}` })
        ) {
          met++;
          if (!isLong) break;
          step++;
        }
      }
      expect(met).toBeGreaterThanOrEqual(isLong ? 2 * deaths.length : 1);
      const customers = all.customers.slice(before);
      await expectLevel(all.host, customers);
      process.stdout.write(`${name}: ${met} deaths, ${customers.length} customers level\n`);
    },
  );
});

/** @returns whether the deed has so many steps */
async function died(
  all: DeedsHost,
  deed: Deed,
  { victim, when, step, as }: Death & { step: number; as: string },
): Promise<boolean> {
  const { companions, redis } = all.host;
  const { attempt, check } = await deed(all, as);
  const { stopped } = await companions.stopAt(doer, { step, when });
  const first = attempt(doer).catch(() => false);
  const isStopped = await Promise.race([stopped.then(() => true), first.then(() => false)]);
  if (isStopped) {
    if (victim === "process") await companions.stop(doer, "SIGKILL");
    else await redis.kill();
  }
  companions.goOn(doer);
  await first;
  if (isStopped) {
    if (victim === "process") await companions.start(doer);
    else await redis.start();
  }
  if (!(await first)) while (!(await attempt(doer).catch(() => false))) await shortly();
  await check();
  return isStopped;
}
