// Our bundles, and react-share's e-mail button by the same measure.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { root } from "../scripts/setUp.mjs";
import { bundle, bundleSizes, size } from "./bundleSizes.mjs";

const peer = `${root}.cache/bench`;

/** @returns `{ name, gzip, most, aim }` of each bundle; a peer has no limit */
export async function bytes() {
  return [...(await bundleSizes()), ...(await peers())];
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
  const code = await bundle('export { EmailShareButton } from "react-share";', peer);
  return [{ name: "react-share 5.3.0: EmailShareButton alone", gzip: size(code) }];
}
