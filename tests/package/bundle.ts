import { join } from "node:path";
import { build } from "esbuild";
import { rollup } from "rollup";
import { external, host, hostPlugin } from "../../bench/bundleSizes.mjs";
import { dist, root } from "./dist.js";

/** Bundles a module of one line, such as `export { ConnectCTA }` from an entry of the build, as a host's bundler would. */
export type Bundle = (names: string, entry?: string) => Promise<string>;

const code = (names: string, entry: string) => {
  const from = names === "import" ? "" : "from ";
  return `${names} ${from}${JSON.stringify(join(dist, entry))};`;
};

/** Bundles each module once: several tests look at the same one. */
function bundler(bundle: (contents: string) => Promise<string>): Bundle {
  const bundles = new Map<string, Promise<string>>();
  return (names, entry = "index.js") => {
    const contents = code(names, entry);
    const made = bundles.get(contents) ?? bundle(contents);
    bundles.set(contents, made);
    return made;
  };
}

export const bundlers: Record<"esbuild" | "rollup", Bundle> = {
  esbuild: bundler(withEsbuild),
  rollup: bundler(withRollup),
};

async function withEsbuild(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    logLevel: "error",
    external,
  });
  return outputFiles[0]?.text ?? "";
}

async function withRollup(contents: string): Promise<string> {
  const bundle = await rollup({
    input: host,
    external,
    // What the resolver of a host reads from package.json: only CSS does something by being imported.
    treeshake: { moduleSideEffects: (id) => id === host },
    onwarn() {},
    plugins: [hostPlugin(contents)],
  });
  const { output } = await bundle.generate({ format: "es" });
  await bundle.close();
  return output[0].code;
}
