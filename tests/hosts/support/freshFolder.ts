import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Block } from "../../docs/page.js";
import { run } from "./run.js";
import { packTarball, root } from "./tarball.js";

/** Made by an earlier run; what was installed from elsewhere stays, which saves a minute. */
const made = [
  ".next",
  "app",
  "build",
  "client",
  "public",
  "src",
  "node_modules/.vite",
  "node_modules/codat-onboarding",
];

/** An app where no other package is near, of what these folders hold: its own. */
export async function freshFolder(name: string, from: readonly string[]): Promise<string> {
  const folder = join(root, ".cache", "hosts", name);
  await mkdir(folder, { recursive: true });
  for (const old of [...made, "package-lock.json"])
    await rm(join(folder, old), { recursive: true, force: true });
  for (const source of from) await cp(source, folder, { recursive: true });
  return folder;
}

/** Writes the blocks that are files, each changed by `change`. */
export async function writeBlocks(
  folder: string,
  blocks: readonly Block[],
  change: (block: Block) => string,
): Promise<void> {
  for (const block of blocks) {
    if (!block.file) continue;
    const path = join(folder, block.file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, change(block));
  }
}

/** What blocks say to type, one command each. */
export function commandsOf(blocks: readonly Block[]): string[] {
  return blocks.filter(({ language }) => language === "sh").flatMap(({ code }) => code.trim().split("\n"));
}

export function isInstall(command: string): boolean {
  return command.startsWith("npm install ");
}

/** Does an `npm install`; the package itself is installed as it would be published. */
export async function install(folder: string, command: string): Promise<void> {
  const tarball = await packTarball();
  const names = command
    .split(" ")
    .slice(2)
    .map((name) => (name === "codat-onboarding" ? tarball : name));
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...names, ...quiet], { cwd: folder, minutes: 6 });
}
