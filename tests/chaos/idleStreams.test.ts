import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { nginxProgram } from "../support/nginx.js";
import { redisProgram } from "../support/redisServer.js";
import { holdStreams } from "./companions/heldStreams.js";
import { startWholeHost, type WholeHost } from "./companions/wholeHost.js";

/** `npm run test:chaos` has ten thousand for ten minutes, in a suite of its own. */
const minutes = Number(process.env["IDLE_MINUTES"] ?? 0);
const count = Number(process.env["IDLE_STREAMS"] ?? (minutes > 0 ? 10_000 : 200));
/** In a short run a few heartbeats must come all the same. */
const heartbeat = minutes > 0 ? 8_000 : 500;
const processes = 4;
const atOnce = 40;
vi.setConfig({ testTimeout: (15 + minutes) * 60_000, hookTimeout: 120_000 });

/** What each process holds, in MiB. */
interface Memory {
  companions: number[];
  redis: number;
  nginx: number | undefined;
}

describe.skipIf(!redisProgram || !nginxProgram)("four processes behind nginx, with one Redis", () => {
  it(`keep ${count} idle streams${minutes > 0 ? ` for ${minutes} minutes` : ""}, and still tell each its own`, async () => {
    const host = await startWholeHost({
      count: processes,
      redisSettings: ["--appendonly", "yes", "--appendfsync", "everysec"],
      // Each lives longer than the test: whoever ends is a drop.
      streams: { heartbeat, lifetime: 24 * 3_600_000 },
    });
    onTestFinished(host.end);
    const held = holdStreams();
    onTestFinished(held.end);
    const companies: string[] = [];
    await forEach(count, async (n) => {
      const answer = await host.ask("POST /company", { as: `customer-${n}`, place: n % processes });
      companies[n] = (await answer.json()).id;
    });
    // Half of them through nginx, which needs two sockets for each.
    await forEach(count, async (n) => {
      const place = n % 2 ? undefined : (n / 2) % processes;
      await held.open(
        place === undefined ? host.front.port : (host.companions.ports[place] ?? 0),
        `customer-${n}`,
      );
    });
    expect(new Set(companies).size).toBe(count);

    const begun = await costsOf(host);
    const memories = [begun.memory];
    for (let minute = 0; minute < minutes; minute++) {
      await pause(60_000);
      memories.push((await costsOf(host)).memory);
    }
    const after = await costsOf(host);
    const least = Math.max(2, Math.floor((minutes * 60_000) / heartbeat) - 2);
    await vi.waitFor(() => {
      expect(held.all.filter(({ heartbeats }) => heartbeats < least)).toEqual([]);
    }, 60_000);
    expect(held.all.filter(({ isOpen }) => !isOpen)).toHaveLength(0);

    // Codat tells of each connection twice, through nginx: it was made, and it is linked.
    for (let from = 0; from < count; from += 100) {
      for (const id of companies.slice(from, from + 100)) host.codat.connect(id);
      await host.codat.webhooks.settle();
    }
    const heard = { snapshot: 1, connection: 2 };
    await vi.waitFor(() => {
      expect(held.all.find(({ events }) => events["connection"] !== 2)?.events).toBeUndefined();
    }, 60_000);
    expect(held.all.map(({ events }) => events)).toEqual(held.all.map(() => heard));
    expect(held.all.filter(({ isOpen }) => !isOpen)).toHaveLength(0);
    expect(host.companions.errors()).toEqual([]);

    if (minutes === 0) return;
    const cores = after.cpu.map((cpu, place) => (cpu - (begun.cpu[place] ?? 0)) / (minutes * 60_000_000));
    report({ count, minutes, memories, cores });
    // From the first minute on: what the opening needed may be given back only then, or never.
    const [, first = begun.memory] = memories;
    const last = memories.at(-1) ?? first;
    for (const [place, before] of first.companions.entries())
      expect(last.companions[place]).toBeLessThan(before * 1.1 + 8);
    expect(last.redis).toBeLessThan(first.redis * 1.1 + 8);
    expect(last.nginx ?? 0).toBeLessThan((first.nginx ?? 0) * 1.1 + 8);
  });
});

async function forEach(length: number, act: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < length) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function costsOf({ companions, redis, front }: WholeHost): Promise<{ memory: Memory; cpu: number[] }> {
  const costs = await Promise.all(companions.ports.map((_, place) => companions.costs(place)));
  const [, held = "0"] = /used_memory_rss:(\d+)/.exec(await redis.call("INFO", "memory")) ?? [];
  const inMebibytes = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;
  const memory = {
    companions: costs.map(({ rss }) => inMebibytes(rss)),
    redis: inMebibytes(Number(held)),
    nginx: nginxMemory(front.pid, inMebibytes),
  };
  return { memory, cpu: costs.map(({ cpu }) => cpu) };
}

/** Of its workers; `undefined` where the system does not say. */
function nginxMemory(pid: number, inMebibytes: (bytes: number) => number): number | undefined {
  const workers = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(workers)) return undefined;
  const kibibytes = readFileSync(workers, "utf8")
    .trim()
    .split(" ")
    .map((worker) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${worker}/status`, "utf8"))?.[1] ?? 0));
  return inMebibytes(kibibytes.reduce((all, one) => all + one, 0) * 1_024);
}

/** To the console, and for `bench/capacity.mjs` into a file. */
function report(figures: { count: number; minutes: number; memories: Memory[]; cores: number[] }): void {
  const rows = figures.memories.map(
    ({ companions, redis, nginx }, minute) =>
      `  minute ${minute}: ${companions.join(" ")}, Redis ${redis}, nginx ${nginx ?? "?"} MiB`,
  );
  const cores = figures.cores.map((share) => `${(share * 100).toFixed(1)} %`).join(" ");
  process.stdout.write(`Idle streams: ${figures.count}, 0 drops; of a core ${cores}\n${rows.join("\n")}\n`);
  const file = process.env["IDLE_TABLE"];
  if (file) writeFileSync(file, JSON.stringify(figures));
}
