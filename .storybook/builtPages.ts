import { fileURLToPath } from "node:url";
import { type AliasOptions, type Plugin, runnerImport } from "vite";
import { localesPlugin } from "../scripts/locales.mjs";

const id = "virtual:colleague-pages";
const source = fileURLToPath(new URL("colleaguePages.ts", import.meta.url));

/** Gives Vite the markup of the colleague's pages, as the companion writes it; a change of its sources makes it anew. */
export function builtPages(alias: AliasOptions): Plugin {
  return {
    name: "built-pages",
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
    async load(asked) {
      if (asked !== `\0${id}`) return undefined;
      const { module, dependencies } = await runnerImport<typeof import("./colleaguePages.ts")>(source, {
        configFile: false,
        logLevel: "error",
        resolve: { alias },
        plugins: [localesPlugin()],
      });
      for (const path of [source, ...dependencies]) this.addWatchFile(path);
      return `export default ${JSON.stringify(await module.colleaguePages())};`;
    },
  };
}
