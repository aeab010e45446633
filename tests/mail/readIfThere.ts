import { existsSync, readFileSync } from "node:fs";

/** The text of a file that another program will write; undefined until then. */
export function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
