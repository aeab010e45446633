// `npm run bench`: bytes and times, each beside something else. Writes bench/results.json; fails over a limit, and where a
// limit could not be judged.
import { cpus, loadavg } from "node:os";
import { setUp } from "../scripts/setUp.mjs";
import { ensureChromium } from "../scripts/system.mjs";

setUp();
process.env.CHROME_PATH = await ensureChromium();
const { judged } = await import("./judged.mjs");
const { mount } = await import("./mount.mjs");
const { bytes } = await import("./bytes.mjs");
const { verify } = await import("./verify.mjs");
const { openStreams } = await import("./openStreams.mjs");
const { keepResults } = await import("./results.mjs");

const machine = {
  node: process.version,
  cores: cpus().length,
  load: loadavg().map((one) => Number(one.toFixed(2))),
};
const sizes = await bytes();
let dom;
const times = await judged(async () => {
  dom = await mount();
  return dom.rows;
});
const webhooks = await judged(verify);
const streams = await judged(openStreams);
const rows = [...times, ...webhooks, ...streams];

console.table(
  Object.fromEntries(
    sizes.map(({ name, gzip, most, aim }) => [
      name,
      { gzip, most, aim, "over the aim": Math.max(0, gzip - aim) || 0 },
    ]),
  ),
);
console.table(
  Object.fromEntries(
    rows.map(({ what, ours, floor, ratio, limit, spread, verdict }) => [
      what,
      {
        ours: rounded(ours),
        "by hand": rounded(floor),
        ratio: rounded(ratio),
        limit: limit && rounded(limit),
        spread: rounded(spread),
        verdict,
      },
    ]),
  ),
);
keepResults({ machine, sizes, times, webhooks, streams });

const failures = [
  ...(dom.sameDom ? [] : [`the two do not make the same DOM: ${JSON.stringify(dom.difference)}`]),
  ...sizes
    .filter(({ gzip, most }) => gzip > most)
    .map(({ name, gzip, most }) => `${name}: ${gzip} of ${most} bytes`),
  // What could not be judged has not passed.
  ...rows
    .filter(({ verdict }) => verdict && verdict !== "held")
    .map(({ what, verdict }) => `${what}: ${verdict}`),
];
for (const failure of failures) console.error(`bench: ${failure}`);
process.exit(failures.length > 0 ? 1 : 0);

function rounded(number) {
  return Number(number.toPrecision(3));
}
