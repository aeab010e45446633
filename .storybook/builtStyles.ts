import { resolve } from "node:path";
import type { Plugin } from "vite";
import { styleSources, weighedStyles } from "../scripts/styles.mjs";

/** Gives Vite, in place of the style sheet's source, the sheet that hosts get; a change of any part makes it anew. */
export function builtStyles(source: string): Plugin {
  return {
    name: "built-styles",
    enforce: "pre",
    load(id) {
      if (id.replace(/\?.*$/, "") !== source) return undefined;
      for (const path of styleSources()) this.addWatchFile(resolve(path));
      return weighedStyles();
    },
  };
}
