import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { localesPlugin } from "../../scripts/locales.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Real proxies before a real companion: they wait more than they work, so several at once, but one by one to measure. */
export default defineConfig({
  plugins: [localesPlugin()],
  root,
  resolve: { alias: { "codat-onboarding/testing": `${root}src/testing/index.ts` } },
  test: {
    name: "networks",
    include: ["tests/networks/*.networks.test.ts"],
    maxConcurrency: process.env["NETWORKS_TABLE"] ? 1 : 5,
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
});
