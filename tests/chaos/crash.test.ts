import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backplaneTests } from "codat-onboarding/testing";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { companyRoom } from "../../src/server/backplane/backplaneRooms.js";
import { companyId } from "../server/webhooks/webhooks.js";
import { fileBackplane } from "../support/fileBackplane.js";
import { type Crashes, eventId, startCrashes } from "./crashes.js";
import { type CrashPoint, crashPoints } from "./crashPoints.js";

const rounds = process.env["LAW_RUNS"] ? 40 : 4;

const folder = mkdtempSync(join(tmpdir(), "backplane-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
describe("the tests’ backplane in a file, as every backplane,", () => {
  const tests = backplaneTests({
    create: ({ now }) => fileBackplane(join(folder, String(++files)), () => now().getTime()),
  });
  for (const { name, run } of tests) it(name, run);
});

let crashes: Crashes | undefined;
afterEach(() => crashes?.end());

/** Codat's side: attempts, and a companion that is started anew, until it is acknowledged. */
async function sendUntilDone(companion: Crashes, n: number): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt++) {
    if ((await companion.attempt(n)) === 200) return;
    if (!companion.isAlive) await companion.start();
    // Held by a lease that its holder did not live to give back.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect.fail(`message ${n} was never acknowledged`);
}

describe("a companion that is killed", () => {
  /** Once the hook has done its work, only the mark that it has keeps it from being called again. */
  const repeats: Partial<Record<CrashPoint, number>> = { "in the hook": 1, "after the hook": 1 };

  it("at any point loses nothing, has nothing twice in the stream, and calls a hook again only where it may not know", async () => {
    crashes = await startCrashes("file");
    for (const [n, point] of crashPoints.entries()) {
      await crashes.start(point);
      expect([point, await crashes.attempt(n), crashes.isAlive]).toEqual([point, undefined, false]);
      await crashes.start();
      await sendUntilDone(crashes, n);
      expect(await crashes.attempt(n)).toBe(200);
      const calls = crashes.hooked().filter((id) => id === eventId(n));
      expect([point, calls.length]).toEqual([point, 1 + (repeats[point] ?? 0)]);
      expect(crashes.appended().filter((id) => id.startsWith(eventId(n)))).toHaveLength(1);
    }
    expect(crashes.appended()).toHaveLength(crashPoints.length);
  }, 120_000);

  it("again and again, among messages that come at once, loses none and doubles none", async () => {
    crashes = await startCrashes("file");
    const each = 6;
    let kills = 0;
    /** Hooks that were called in a life which ended before it could note that: the next cannot know. */
    const doubtful: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const point = crashPoints[(round * 5 + 2) % crashPoints.length];
      await crashes.start(point, round % each);
      const all = Array.from({ length: each }, (_, n) => round * each + n);
      const done = await Promise.all(all.map((n) => crashes?.attempt(n)));
      if (!crashes.isAlive) kills++;
      const handled = new Set(crashes.handled());
      doubtful.push(...crashes.hooked().filter((id) => all.map(eventId).includes(id) && !handled.has(id)));
      for (const [at, n] of all.entries()) if (done[at] !== 200) await sendUntilDone(crashes, n);
    }
    const wanted = Array.from({ length: rounds * each }, (_, n) => eventId(n));
    const hooked = crashes.hooked();
    const appended = crashes.appended().map((id) => id.split(" ")[0]);
    expect(appended.toSorted()).toEqual(wanted);
    expect(hooked.toSorted()).toEqual([...wanted, ...doubtful].sort());
    expect(kills).toBe(rounds);
    process.stdout.write(
      `crashes: ${kills} kills, ${wanted.length} messages, 0 lost, 0 doubled, ${hooked.length - wanted.length} hooks repeated\n`,
    );
  }, 600_000);

  it("without a durable backplane forgets its stream, and says so; hooks are called all the same", async () => {
    crashes = await startCrashes("memory");
    const channel = `/stream?of=${companyRoom(companyId)}`;
    await crashes.start("before the hook", 1);
    const begin = (await crashes.get(channel)) as { cursor: string };
    expect(await crashes.attempt(1)).toBe(200);
    const known = (await crashes.get(`${channel}&of=${begin.cursor}`)) as {
      cursor: string;
      entries: unknown[];
    };
    expect(known.entries).toHaveLength(1);
    expect(await crashes.attempt(2)).toBeUndefined();
    await crashes.start();
    // A cursor of its earlier life is unknown: a stream that comes back with it is told to read anew.
    expect(await crashes.get(`${channel}&of=${known.cursor}`)).toBe("unknown");
    const fresh = (await crashes.get(channel)) as { cursor: string };
    await sendUntilDone(crashes, 2);
    expect(await crashes.get(`${channel}&of=${fresh.cursor}`)).toMatchObject({ entries: [{}] });
    expect(crashes.hooked()).toEqual([eventId(1), eventId(2)]);
  });
});
