// Packs the built package and installs it into host folders, one for each React that it supports.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const packFolder = join(root, ".cache", "pack");
const contents = ["dist", "tokens", "package.json", "README.md", "LICENSE", "CHANGELOG.md"];
const sources = [
  "src",
  "tokens",
  "vite.config.ts",
  "tsconfig.build.json",
  "package.json",
  "scripts/build.mjs",
  "scripts/styles.mjs",
];
const MINUTE = 60_000;
const isWindows = process.platform === "win32";

/** The hosts, and the exact React in each. */
export const hosts = { "react-18": "18.3.1", "react-19": "19.3.1" };

/** The folder of a host; it is there, and empty until `packHosts` has run. */
export function hostFolder(name) {
  const folder = join(root, ".cache", "hosts", name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Builds what is stale, packs it, and installs the tarball into each host that has another one. */
export function packHosts() {
  // Each vitest project calls this, all in one process.
  globalThis[Symbol.for("codat-onboarding.packed")] ??= Object.keys(hosts).map(installer(pack()));
}

export default packHosts;

/** The tarball's name holds a hash of its content, so that npm never takes one for another. */
function pack() {
  if (isOlder(join(root, "dist", "styles.css"), sources)) {
    run("Building", process.execPath, [join(root, "scripts", "build.mjs")], 3 * MINUTE);
  }
  mkdirSync(packFolder, { recursive: true });
  const [last] = readdirSync(packFolder);
  if (last && !isOlder(join(packFolder, last), contents)) return last;
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", packFolder];
  const output = npm("Packing", args, root);
  // npm 11 answers with a list, npm 12 with an object by package name.
  const [{ filename, shasum }] = Object.values(JSON.parse(output));
  const name = `codat-onboarding-${shasum.slice(0, 12)}.tgz`;
  const packed = readFileSync(join(packFolder, filename));
  for (const old of readdirSync(packFolder)) rmSync(join(packFolder, old));
  writeFileSync(join(packFolder, name), packed);
  return name;
}

function installer(tarball) {
  return (host) => {
    const folder = hostFolder(host);
    const version = hosts[host];
    const manifest = JSON.stringify({
      name: `host-${host}`,
      private: true,
      type: "module",
      dependencies: {
        react: version,
        "react-dom": version,
        "@tanstack/react-query": "5.108.0",
        "codat-onboarding": `file:../../pack/${tarball}`,
      },
    });
    const mark = join(folder, "installed.json");
    if (existsSync(mark) && readFileSync(mark, "utf8") === manifest) return;
    rmSync(mark, { force: true });
    writeFileSync(join(folder, "package.json"), manifest);
    // A lockfile of the last tarball would be held against this one.
    rmSync(join(folder, "package-lock.json"), { force: true });
    const args = ["install", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
    npm(`Installing into ${host}`, [...args, "--loglevel=error"], folder);
    writeFileSync(mark, manifest);
  };
}

function npm(what, args, folder) {
  return run(what, isWindows ? "npm.cmd" : "npm", args, 3 * MINUTE, folder);
}

function run(what, command, args, timeout, cwd = root) {
  const done = spawnSync(command, args, { cwd, timeout, encoding: "utf8", shell: command.endsWith(".cmd") });
  if (done.status === 0) return done.stdout;
  throw new Error(`${what} failed: ${done.error?.message ?? done.stderr}${done.stdout ?? ""}`);
}

/** Whether a built file is missing or older than anything it is made from. */
function isOlder(built, names) {
  if (!existsSync(built)) return true;
  const made = statSync(built).mtimeMs;
  return names.some((name) => newest(join(root, name)) > made);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const { mtimeMs } = statSync(path);
  if (!statSync(path).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) packHosts();
