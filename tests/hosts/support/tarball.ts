import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.js";

/** The repository. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

let packed: Promise<string> | undefined;

/** The package as npm would publish it, built and packed once a run: the path of its tarball. */
export function packTarball(): Promise<string> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<string> {
  const folder = join(root, ".cache", "hosts");
  await mkdir(folder, { recursive: true });
  // Vitest says NODE_ENV=test, with which Vite would build for development.
  await run(process.execPath, ["scripts/build.mjs"], { cwd: root, env: { NODE_ENV: "production" } });
  const printed = await run("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: root });
  return join(folder, printed.trim().split("\n").at(-1) ?? "");
}
