import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { localesPlugin } from "../../scripts/locales.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Real host apps, installed, built and opened one after another: long, and not at the same time. */
export default defineConfig({
  plugins: [localesPlugin()],
  root,
  resolve: { alias: { "codat-onboarding/testing": `${root}src/testing/index.ts` } },
  test: {
    name: "hosts",
    include: ["tests/hosts/*.hosts.test.ts"],
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 900_000,
  },
});
