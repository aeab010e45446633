// A module of the sources or of the tests, which are TypeScript, for a bench.
import { mkdirSync } from "node:fs";
import { build } from "esbuild";
import { root } from "../../scripts/setUp.mjs";

/** @param path from the root of the repository */
export async function load(path) {
  return import(await loadedFile(path));
}

/** @returns a file that Node can import */
export async function loadedFile(path) {
  const folder = `${root}.cache/bench`;
  mkdirSync(folder, { recursive: true });
  const outfile = `${folder}/${path.replaceAll("/", "-")}.mjs`;
  await build({
    entryPoints: [root + path],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    tsconfigRaw: {},
  });
  return outfile;
}
