// What reaches a customer's browser, by esbuild and gzip, React not counted; react-share's e-mail button beside it.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../scripts/setUp.mjs";

const peer = `${root}.cache/bench`;

/** @returns gzip bytes of each bundle, and the goal */
export async function bytes() {
  const ours = (code) => bundle(code, root);
  return [
    { name: "mailtoUrl", gzip: await ours('export { mailtoUrl } from "./dist/core/index.js"'), goal: 900 },
    { name: "ConnectCTA", gzip: await ours('export { ConnectCTA } from "./dist/index.js"'), goal: 3300 },
    {
      name: "ConnectCTA, CantSignInFallback, InviteByMailto",
      gzip: await ours('export { ConnectCTA, CantSignInFallback, InviteByMailto } from "./dist/index.js"'),
      goal: 7500,
    },
    { name: "everything", gzip: await ours('export * from "./dist/index.js"'), goal: 9500 },
    {
      name: "./live, added to everything, TanStack Query apart",
      gzip:
        (await ours('export * from "./dist/index.js"; export * from "./dist/live.js"')) -
        (await ours('export * from "./dist/index.js"')),
      goal: 5000,
    },
    {
      name: "styles.css",
      gzip: gzipSync(readFileSync(`${root}dist/styles.css`), { level: 9 }).length,
      goal: 5000,
    },
    ...(await peers()),
  ];
}

async function peers() {
  if (!existsSync(`${peer}/node_modules/react-share`)) {
    mkdirSync(peer, { recursive: true });
    writeFileSync(`${peer}/package.json`, '{ "private": true }');
    const args = [
      "install",
      "react-share@5.3.0",
      "--legacy-peer-deps",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
    ];
    const { status } = spawnSync("npm", args, { cwd: peer, stdio: "ignore", timeout: 120_000 });
    if (status !== 0) return [];
  }
  const gzip = await bundle('export { EmailShareButton } from "react-share"', peer);
  return [{ name: "react-share 5.3.0: EmailShareButton alone", gzip, goal: gzip }];
}

async function bundle(contents, resolveDir) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir, loader: "js" },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    // uqr comes when somebody asks for a QR code.
    external: ["react", "react-dom", "react/jsx-runtime", "@tanstack/react-query", "uqr"],
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfigRaw: {},
  });
  return gzipSync(outputFiles[0].contents, { level: 9 }).length;
}
