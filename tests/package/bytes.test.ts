import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { minified } from "./bundle.js";
import { dist, readBuilt } from "./dist.js";

interface Budget {
  what: string;
  /** What is held today. */
  most: number;
  /** What is aimed at; where it is below `most`, the aim is missed. */
  goal: number;
  load(): string | Promise<string>;
}

/** Bytes on the wire: one minified module, React not counted, by gzip at its best. */
const budgets: readonly Budget[] = [
  { what: "mailtoUrl", most: 900, goal: 900, load: () => minified("export { mailtoUrl }", "core/index.js") },
  { what: "ConnectCTA", most: 4650, goal: 3300, load: () => minified("export { ConnectCTA }") },
  {
    what: "ConnectCTA, CantSignInFallback, InviteByMailto",
    most: 12_920,
    goal: 7500,
    load: () => minified("export { ConnectCTA, CantSignInFallback, InviteByMailto }"),
  },
  { what: "everything", most: 17_720, goal: 9500, load: () => minified("export *") },
  { what: "styles.css", most: 5000, goal: 5000, load: () => readBuilt("styles.css") },
];

const measured: Record<string, { bytes: number; most: number; goal: number; "over the goal": number }> = {};

afterAll(() => console.table(measured));

test("./live adds at most 6400 bytes to a page, TanStack Query apart", async () => {
  const without = await minified("export *");
  const page = await minified(`export * from ${JSON.stringify(join(dist, "index.js"))}; export *`, "live.js");
  const [bytes, before] = [page, without].map((code) => gzipSync(code, { level: 9 }).length);
  const added = Number(bytes) - Number(before);
  measured["./live, added"] = {
    bytes: added,
    most: 6400,
    goal: 5000,
    "over the goal": Math.max(0, added - 5000),
  };
  expect(added).toBeLessThanOrEqual(6400);
});

test.each(budgets)("$what takes at most $most bytes", async ({ what, most, goal, load }) => {
  const bytes = gzipSync(await load(), { level: 9 }).length;
  measured[what] = { bytes, most, goal, "over the goal": Math.max(0, bytes - goal) };
  expect(bytes).toBeLessThanOrEqual(most);
});
