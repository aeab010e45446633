// What a fresh clone lacks, made before anything from npm can be imported.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => join(root, path);

/** Installs the packages and builds the library where either is missing or older than what it is made from. */
export function setUp() {
  requireNode(20, 19);
  if (isOlder("node_modules/.package-lock.json", ["package-lock.json"])) {
    console.log("Installing packages…");
    run(process.platform === "win32" ? "npm.cmd" : "npm", [
      "ci",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ]);
  }
  if (
    isOlder("dist/styles.css", [
      "src",
      "tokens",
      "vite.config.ts",
      "tsconfig.build.json",
      "scripts/build.mjs",
      "scripts/styles.mjs",
    ])
  ) {
    console.log("Building the library…");
    run(process.execPath, ["scripts/build.mjs"]);
  }
}

/** Runs a program of ours to its end; ends with its exit code where it fails. */
export function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function requireNode(major, minor) {
  const [here = 0, hereMinor = 0] = process.versions.node.split(".").map(Number);
  if (here > major || (here === major && hereMinor >= minor)) return;
  console.error(`Node ${major}.${minor} or later is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

function isOlder(made, sources) {
  if (!existsSync(at(made))) return true;
  const time = statSync(at(made)).mtimeMs;
  return sources.some((source) => newest(at(source)) > time);
}

function newest(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
