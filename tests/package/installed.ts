import { execFile } from "node:child_process";
import { mkdir, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./dist.js";
import type { Packed } from "./packed.js";

const execute = promisify(execFile);

/** A folder where the packed package is installed with these others, and nothing else. */
export async function installPacked(packed: Packed, others: readonly string[]): Promise<string> {
  const folder = join(packed.folder, `with ${others.join(" and ").replaceAll("/", " ") || "nothing"}`);
  const target = join(folder, "node_modules", "codat-onboarding");
  await mkdir(target, { recursive: true });
  await execute("tar", ["-xzf", packed.tarball, "-C", target, "--strip-components", "1"]);
  for (const other of others) {
    const place = join(folder, "node_modules", other);
    await mkdir(dirname(place), { recursive: true });
    await symlink(join(root, "node_modules", other), place, "junction");
  }
  return folder;
}

/** Runs a module in plain Node, in that folder: what it printed. */
export async function runModule(folder: string, code: string): Promise<string> {
  const args = ["--no-warnings", "--input-type=module", "--eval", code];
  const { stdout } = await execute(process.execPath, args, { cwd: folder });
  return stdout.trim();
}
