import { describe, expect, it, onTestFinished, vi } from "vitest";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { readCompany } from "./customers.js";
import type { Stop } from "./stoppingBackplane.js";
import { startWholeHost } from "./wholeHost.js";

interface Death extends Stop {
  victim: "process" | "Redis";
}

const isLong = Boolean(process.env["LAW_RUNS"]);
/** Making a company takes four steps; who waits for another takes as many as that takes. */
const deaths: readonly Death[] = (["process", "Redis"] as const).flatMap((victim) =>
  (isLong ? [0, 1, 2, 3, 4, 5, 6] : [2]).flatMap((step) =>
    (isLong ? (["before", "unanswered", "after"] as const) : (["after"] as const)).map((when) => ({
      victim,
      step,
      when,
    })),
  ),
);
vi.setConfig({ testTimeout: 20 * 60_000 });

describe.skipIf(!redisProgram || !nginxProgram)("a hundred first requests at four companions", () => {
  it(`make one company, in ${deaths.length} races in which one of them or their Redis is killed`, async () => {
    const host = await startWholeHost();
    onTestFinished(host.end);
    const { companions, redis, codat } = host;
    const places = [...companions.ports.keys()];
    let met = 0;

    for (const [n, { victim, step, when }] of deaths.entries()) {
      const as = `customer${n}`;
      const stops = await Promise.all(
        places.map(async (place) => ({ place, ...(await companions.stopAt(place, { step, when })) })),
      );
      const asked = Array.from({ length: 100 }, (_, m) =>
        host.ask("POST /company", { as, place: m < 80 ? m % 4 : undefined }).then(
          async (answer) => (answer.status === 200 ? ((await answer.json()).id as string) : undefined),
          () => undefined,
        ),
      );
      const first = await Promise.race([
        ...stops.map(({ place, stopped }) => stopped.then(() => place)),
        Promise.all(asked).then(() => undefined),
      ]);
      if (first !== undefined) {
        met++;
        if (victim === "process") await companions.stop(first, "SIGKILL");
        else await redis.kill();
      }
      for (const place of places) companions.goOn(place);
      if (first !== undefined) {
        if (victim === "process") await companions.start(first);
        else await redis.start();
      }
      const early = (await Promise.all(asked)).filter((id) => id !== undefined);
      const late = await Promise.all(
        [...places, undefined].map(async (place) => (await readCompany(host, as, place)).id),
      );
      const made = codat.companies().filter(({ name }) => name === `Bakery ${as}`);
      expect([made.length, ...new Set([...early, ...late])]).toEqual([1, made[0]?.id]);
    }
    expect(met).toBeGreaterThan(deaths.length / 2);
    process.stdout.write(`first requests: ${met} deaths among ${100 * deaths.length}, one company each\n`);
  });
});
