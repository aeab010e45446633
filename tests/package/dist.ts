import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The built package. */
export const dist = join(root, "dist");

/** Files of the build with that ending, by their path in it. */
export function builtFiles(ending: string, folder = dist): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

export function readBuilt(file: string): string {
  return readFileSync(join(dist, file), "utf8");
}
