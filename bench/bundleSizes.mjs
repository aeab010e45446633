// What reaches a customer's browser: one module, minified by Vite as a host's would be, by gzip at its best. React,
// TanStack Query and `uqr` are not counted: the host has them anyway, or nobody loads them unasked.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { root } from "../scripts/setUp.mjs";

/** What a host has anyway, and what is loaded by nobody who does not ask for it. */
export const external = ["react", "react-dom", "react/jsx-runtime", "@tanstack/react-query", "uqr"];
const from = (entry) => ` from ${JSON.stringify(`${root}dist/${entry}`)};`;
const everything = `export *${from("index.js")}`;

/** Sets of exports, the most that each may take, and what is aimed at. */
const sets = [
  { name: "mailtoUrl", code: `export { mailtoUrl }${from("core/index.js")}`, most: 850, aim: 850 },
  { name: "ConnectCTA", code: `export { ConnectCTA }${from("index.js")}`, most: 4950, aim: 4200 },
  {
    name: "ConnectCTA, CantSignInFallback, InviteByMailto",
    code: `export { ConnectCTA, CantSignInFallback, InviteByMailto }${from("index.js")}`,
    most: 10_980,
    aim: 9800,
  },
  { name: "AuthStep", code: `export { AuthStep }${from("index.js")}`, most: 23_270, aim: 16_500 },
  { name: "everything", code: everything, most: 23_640, aim: 16_500 },
  {
    name: "./live, added to everything",
    code: `${everything}export *${from("live.js")}`,
    without: everything,
    most: 7440,
    aim: 6000,
  },
];

/** @returns `{ name, gzip, most, aim }` of each set of exports, and of the style sheet */
export async function bundleSizes() {
  const sizes = [];
  for (const { name, code, without, most, aim } of sets) {
    const gzip = size(await bundle(code)) - (without ? size(await bundle(without)) : 0);
    sizes.push({ name, gzip, most, aim });
  }
  const styles = readFileSync(`${root}dist/styles.css`);
  return [...sizes, { name: "styles.css", gzip: size(styles), most: 5000, aim: 5000 }];
}

/** Bytes on the wire. */
export function size(content) {
  return gzipSync(content, { level: 9 }).length;
}

/** The module that is bundled; it is nowhere on the disk. */
export const host = "\0host";

/** Gives it to Rollup, or to Vite. */
export function hostPlugin(code) {
  return {
    name: "host",
    resolveId: (id) => (id === host ? id : undefined),
    load: (id) => (id === host ? code : undefined),
  };
}

/** Minifies it, without what is loaded when somebody asks for it. */
export async function bundle(code, folder = root) {
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: "silent",
    mode: "production",
    plugins: [hostPlugin(code)],
    // Vite takes it from the environment, which may be a test runner's.
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      write: false,
      target: "es2022",
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: host, external, preserveEntrySignatures: "strict" },
    },
  });
  const { output } = [result].flat().find((made) => "output" in made);
  return output
    .flatMap((file) => (file.type === "chunk" && !file.isDynamicEntry ? [file.code] : []))
    .join("");
}
