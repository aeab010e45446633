import { fileURLToPath } from "node:url";
import { defineConfig, type ViteUserConfig } from "vitest/config";
import { localesPlugin } from "../scripts/locales.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A suite that `npm test` leaves out, with the sources as the build reads them: a region's words are laid over its language. */
export function longSuite(test: NonNullable<ViteUserConfig["test"]>): ViteUserConfig {
  return defineConfig({
    root,
    plugins: [localesPlugin()],
    resolve: { alias: { "codat-onboarding/testing": `${root}src/testing/index.ts` } },
    test,
  });
}
