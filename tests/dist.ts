import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./modules.js";

export const dist = join(root, "dist");

/** Throws where there is nothing built, or something old: a test of it would prove nothing. */
export function requireDist(): void {
  const built = join(dist, "index.js");
  if (!existsSync(built)) throw new Error("There is no dist/. Run `npm run build` first.");
  const source = join(root, "src");
  const newer = readdirSync(source, { recursive: true, encoding: "utf8" }).find(
    (file) => /\.(tsx?|json|css)$/.test(file) && mtime(join(source, file)) > mtime(built),
  );
  if (newer) throw new Error(`dist/ is older than src/${newer}. Run \`npm run build\` first.`);
}

function mtime(file: string): number {
  return statSync(file).mtimeMs;
}
