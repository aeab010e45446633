// `npm run bench`: bytes and times, each beside something else. Writes bench/results.json; fails over a limit.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { setUp } from "../scripts/setUp.mjs";
import { ensureChromium } from "../scripts/system.mjs";

setUp();
process.env.CHROME_PATH = await ensureChromium();
const { mount } = await import("./mount.mjs");
const { bytes } = await import("./bytes.mjs");
const { verify } = await import("./verify.mjs");
const { stream } = await import("./stream.mjs");

const machine = {
  node: process.version,
  cores: cpus().length,
  load: loadavg().map((one) => Number(one.toFixed(2))),
};
const sizes = await bytes();
const times = await mount();
const webhooks = await verify();
const streams = await stream();
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
console.table(
  Object.fromEntries(
    webhooks.map(({ what, ours, floor, ratio, limit, standardwebhooks, svix }) => [
      what,
      {
        "ours µs": ours.toFixed(1),
        "by hand µs": floor.toFixed(1),
        ratio: ratio.toFixed(2),
        limit: limit.toFixed(2),
        "standardwebhooks µs": standardwebhooks.toFixed(1),
        "svix µs": svix.toFixed(1),
      },
    ]),
  ),
);
console.table(
  Object.fromEntries(
    streams.map(({ what, ours, ratio, limit }) => [
      what,
      { µs: ours.toFixed(2), ratio: ratio.toFixed(2), limit },
    ]),
  ),
);
writeFileSync(
  new URL("results.json", import.meta.url),
  `${JSON.stringify({ machine, sizes, times, webhooks, streams }, null, 2)}\n`,
);

const judged = [...times.rows, ...webhooks, ...streams.filter(({ limit }) => limit)];
const noisy = judged.some(({ spread }) => spread > 0.25);
const slow = judged.filter(({ ratio, limit }) => ratio > limit);
if (!times.sameDom) fail("the two do not make the same DOM", times.difference);
else if (noisy)
  console.log("The machine was too busy to judge: the floor itself varied by more than a quarter.");
else if (slow.length > 0) fail(`over the limit: ${slow.map(({ what }) => what).join(", ")}`);

function fail(sentence, detail = "") {
  console.error(`bench: ${sentence}`, detail);
  process.exitCode = 1;
}
