import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./dist.js";

const execute = promisify(execFile);

/** The package as npm would publish it, in a folder that no `node_modules` is above. */
export interface Packed {
  /** The folder it lies in, unpacked as `node_modules/codat-onboarding`. */
  folder: string;
  tarball: string;
  /** What the tarball holds, each path as in the repository. */
  files: string[];
  remove(): Promise<void>;
}

/** Packs what was built, and unpacks it as if it were installed. */
export async function packPackage(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), "codat-onboarding-"));
  const inRoot = { cwd: root, shell: process.platform === "win32" };
  const { stdout } = await execute(
    "npm",
    ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder],
    inRoot,
  );
  const tarball = join(folder, stdout.trim().split("\n").at(-1) ?? "");
  const { stdout: list } = await execute("tar", ["-tzf", tarball]);
  return {
    folder,
    tarball,
    files: list
      .trim()
      .split("\n")
      .map((path) => path.replace(/^package\//, ""))
      .sort(),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
