import { join } from "node:path";
import { build } from "esbuild";
import { rollup } from "rollup";
import { build as viteBuild } from "vite";
import { dist, root } from "./dist.js";

/** What a host has anyway, and what is loaded by nobody who does not ask for it. */
const external = ["react", "react-dom", "react/jsx-runtime", "@tanstack/react-query", "uqr"];

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

/** What the customers of a host on Vite load: one minified module. */
export const minified = bundler(withVite);

/** The module that is bundled; it is nowhere on the disk. */
const host = "\0host";
const hostPlugin = (contents: string) => ({
  name: "host",
  resolveId: (id: string) => (id === host ? id : undefined),
  load: (id: string) => (id === host ? contents : undefined),
});

async function withVite(contents: string): Promise<string> {
  const result = await viteBuild({
    root,
    configFile: false,
    logLevel: "silent",
    mode: "production",
    plugins: [hostPlugin(contents)],
    // Vite takes it from the environment, which is the test runner's.
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: host, external, preserveEntrySignatures: "strict" },
    },
  });
  const [{ output } = { output: [] }] = [result].flat().filter((made) => "output" in made);
  return output.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("");
}

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
