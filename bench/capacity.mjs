// `node bench/capacity.mjs`: what the companion bears, measured and simulated; writes bench/capacity.md. All of it takes
// about 40 minutes, of which the ten thousand streams take fifteen; `node bench/capacity.mjs uses storms` measures those
// parts anew and takes the others from bench/results.json, and `--page` takes all from there. `--quick` is to try the
// command: its figures say little.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, setUp } from "../scripts/setUp.mjs";
import { findProgram } from "../scripts/system.mjs";

setUp();
for (const program of ["redis-server", "nginx"])
  if (!findProgram(program)) {
    console.error(`capacity: there is no ${program} on PATH`);
    process.exit(1);
  }
const { capacityPage } = await import("./capacity/page.mjs");
const { measureEvents } = await import("./capacity/events.mjs");
const { measureStreams } = await import("./capacity/streams.mjs");
const { measureStorms } = await import("./capacity/storms.mjs");
const { measureUses } = await import("./capacity/uses.mjs");
const { latency } = await import("./latency.mjs");
const { keepCapacity, readCapacity } = await import("./results.mjs");

const isQuick = process.argv.includes("--quick");
/** In this order: the storms are simulated with what was measured before. */
const parts = {
  uses: () => measureUses(isQuick ? { rounds: 3, each: 60, warmUp: 60 } : {}),
  events: () => measureEvents(isQuick ? { rounds: 3, each: 100 } : {}),
  streams: () => measureStreams(isQuick ? { streams: 500, idle: 10_000, rounds: 1 } : {}),
  latency: () => latency(isQuick ? { streams: 200, seconds: 3, rounds: 3 } : {}),
  storms: () => measureStorms(readCapacity(), isQuick ? { customers: 400, most: 10_000 } : {}),
  idle: idleStreams,
};

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = asked.find((word) => !(word in parts));
if (unknown) {
  console.error(`capacity: there is no part "${unknown}"; there are ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}
for (const [name, measure] of Object.entries(parts)) {
  if (process.argv.includes("--page") || (asked.length > 0 && !asked.includes(name))) continue;
  console.log(`capacity: ${name}…`);
  keepCapacity(name, await measure());
}
const { text, missed } = capacityPage(readCapacity());
writeFileSync(new URL("capacity.md", import.meta.url), text);
for (const one of missed) console.error(`bench: ${one}`);
process.exit(missed.length > 0 ? 1 : 0);

/** The test of tests/chaos, which also says whether any stream was lost. */
function idleStreams() {
  const folder = mkdtempSync(join(tmpdir(), "idle-"));
  const file = join(folder, "figures.json");
  const { status } = spawnSync(
    process.execPath,
    ["node_modules/vitest/vitest.mjs", "run", "--project", "node", "tests/chaos/idleStreams"],
    {
      cwd: root,
      stdio: "inherit",
      env: {
        ...process.env,
        IDLE_TABLE: file,
        IDLE_MINUTES: isQuick ? "1" : "10",
        ...(isQuick && { IDLE_STREAMS: "400" }),
      },
    },
  );
  if (status !== 0) throw new Error("The idle streams were not kept.");
  const figures = JSON.parse(readFileSync(file, "utf8"));
  rmSync(folder, { recursive: true });
  return figures;
}
