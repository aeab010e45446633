import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { minified } from "./bundle.js";
import { readBuilt } from "./dist.js";

interface Budget {
  what: string;
  most: number;
  load(): string | Promise<string>;
}

/** Bytes on the wire: one minified module, React not counted, by gzip at its best. */
const budgets: readonly Budget[] = [
  { what: "mailtoUrl", most: 900, load: () => minified("export { mailtoUrl }", "core/index.js") },
  { what: "ConnectCTA", most: 3300, load: () => minified("export { ConnectCTA }") },
  {
    what: "ConnectCTA, CantSignInFallback, InviteByMailto",
    most: 7500,
    load: () => minified("export { ConnectCTA, CantSignInFallback, InviteByMailto }"),
  },
  { what: "everything", most: 9500, load: () => minified("export *") },
  { what: "styles.css", most: 5000, load: () => readBuilt("styles.css") },
];

const measured: Record<string, { bytes: number; budget: number; left: number }> = {};

afterAll(() => console.table(measured));

test.each(budgets)("$what takes at most $most bytes", async ({ what, most, load }) => {
  const bytes = gzipSync(await load(), { level: 9 }).length;
  measured[what] = { bytes, budget: most, left: most - bytes };
  expect(bytes).toBeLessThanOrEqual(most);
});
