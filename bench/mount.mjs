// Mounting and updating 300 steps beside the same DOM written by hand: one browser, turn by turn, medians.
import { build } from "esbuild";
import { chromium } from "playwright";
import { findChromium } from "../scripts/system.mjs";
import { median, spread } from "./quartiles.mjs";
import { firstDifference, plainMarkup } from "./sameMarkup.mjs";

const rounds = 15;
const limits = { mount: 1.3, update: 2 };

/** @returns the two ratios, what they are of, and which limits they break */
export async function mount() {
  const { outputFiles } = await build({
    entryPoints: [new URL("page.tsx", import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "iife",
    jsx: "automatic",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfigRaw: {},
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  try {
    const page = await browser.newPage();
    // A page with an origin has a storage to read; a blank one only throws.
    await page.route("http://bench.test/", (route) =>
      route.fulfill({ contentType: "text/html", body: "<!doctype html><title>bench</title>" }),
    );
    await page.goto("http://bench.test/");
    await page.addScriptTag({ content: outputFiles[0].text });
    const runs = { ours: [], floor: [] };
    for (let round = -3; round < rounds; round++) {
      // Turn by turn, and who begins changes, so that a busy machine is unfair to both.
      const order = round % 2 ? ["ours", "floor"] : ["floor", "ours"];
      for (const who of order) {
        const result = await page.evaluate(
          (name) => window[name](),
          who === "ours" ? "measureOurs" : "measureFloor",
        );
        if (round >= 0) runs[who].push(result);
      }
    }
    return judge(runs);
  } finally {
    await browser.close();
  }
}

function judge({ ours, floor }) {
  const sameDom = plainMarkup(ours[0].html) === plainMarkup(floor[0].html);
  const rows = Object.keys(limits).map((what) => {
    const of = (runs) => median(runs.map((run) => run[what]));
    return {
      what: `${what} 300 steps`,
      ours: of(ours),
      floor: of(floor),
      ratio: of(ours) / of(floor),
      limit: limits[what],
      spread: spread(floor.map((run) => run[what])),
    };
  });
  return {
    sameDom,
    rows,
    difference: sameDom ? undefined : firstDifference(plainMarkup(ours[0].html), plainMarkup(floor[0].html)),
  };
}
