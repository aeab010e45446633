import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { localesPlugin } from "../../scripts/locales.mjs";
import { root } from "../modules.js";

/** A test's program as one file, to be run by processes of its own, and a folder for what they write. */
export interface ChildScript {
  path: string;
  folder: string;
  /** Removes both. */
  end(): void;
}

/** @param entry - the program's source */
export async function childScript(entry: string): Promise<ChildScript> {
  // Within the repository, so that it finds its packages.
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "child-"));
  await build({
    configFile: false,
    logLevel: "silent",
    plugins: [localesPlugin()],
    resolve: { alias: { "codat-onboarding/testing": join(root, "src/testing/index.ts") } },
    build: {
      ssr: entry,
      outDir: folder,
      target: "node20",
      rolldownOptions: { output: { entryFileNames: "child.mjs" } },
    },
  });
  return {
    path: join(folder, "child.mjs"),
    folder,
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
