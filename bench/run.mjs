// `npm run bench`: bytes and times, each beside something else. Writes bench/results.json; fails over a limit.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setUp } from "../scripts/setUp.mjs";
import { ensureChromium } from "../scripts/system.mjs";

setUp();
process.env.CHROME_PATH = await ensureChromium();
const { mount } = await import("./mount.mjs");
const { bytes } = await import("./bytes.mjs");

const machine = {
  node: process.version,
  cores: cpus().length,
  load: loadavg().map((one) => Number(one.toFixed(2))),
};
const sizes = await bytes();
const times = await mount();
console.table(
  Object.fromEntries(
    sizes.map(({ name, gzip, goal }) => [name, { gzip, goal, over: Math.max(0, gzip - goal) }]),
  ),
);
console.table(
  Object.fromEntries(
    times.rows.map(({ what, ours, floor, ratio, limit }) => [
      what,
      { "ours ms": ours.toFixed(0), "by hand ms": floor.toFixed(0), ratio: ratio.toFixed(2), limit },
    ]),
  ),
);
writeFileSync(
  new URL("results.json", import.meta.url),
  `${JSON.stringify({ machine, sizes, times }, null, 2)}\n`,
);

const noisy = times.rows.some(({ spread }) => spread > 0.25);
const slow = times.rows.filter(({ ratio, limit }) => ratio > limit);
if (!times.sameDom) fail("the two do not make the same DOM", times.difference);
else if (noisy)
  console.log("The machine was too busy to judge: the floor itself varied by more than a quarter.");
else if (slow.length > 0) fail(`over the limit: ${slow.map(({ what }) => what).join(", ")}`);

function fail(sentence, detail = "") {
  console.error(`bench: ${sentence}`, detail);
  process.exitCode = 1;
}
