import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { localesPlugin } from "../../scripts/locales.mjs";

/** Real programs on a real (virtual) screen: one file at a time, with time to start. */
export default defineConfig({
  plugins: [localesPlugin()],
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    name: "mail",
    include: ["tests/mail/**/*.mail.test.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
});
