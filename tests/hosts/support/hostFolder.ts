import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.js";
import { packTarball, root } from "./tarball.js";

/** A host app to install. */
export interface Host {
  /** Its folder under `.cache/hosts`. */
  name: string;
  /** Where it is copied from, in the repository. */
  from: string;
  /** Versions that differ from its `package.json`. */
  versions?: Record<string, string> | undefined;
}

/** Copies a host app to where no other package is near, and installs it with the packed tarball: its folder. */
export async function installHost({ name, from, versions }: Host): Promise<string> {
  const tarball = await packTarball();
  const folder = join(root, ".cache", "hosts", name);
  // What was installed stays, which saves a minute; the package itself is always installed anew.
  await rm(join(folder, "node_modules", "codat-onboarding"), { recursive: true, force: true });
  await rm(join(folder, "package-lock.json"), { force: true });
  await cp(join(root, from), folder, {
    recursive: true,
    filter: (path) => !/[\\/](node_modules|\.next|dist)$/.test(path),
  });
  const path = join(folder, "package.json");
  const manifest = JSON.parse(await readFile(path, "utf8"));
  for (const group of [manifest.dependencies, manifest.devDependencies]) {
    for (const [dependency, version] of Object.entries(versions ?? {})) {
      if (dependency in group) group[dependency] = version;
    }
  }
  manifest.dependencies["codat-onboarding"] = `file:${tarball}`;
  await writeFile(path, JSON.stringify(manifest, null, 2));
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...quiet], { cwd: folder, minutes: 6 });
  return folder;
}
