// Writes package-lock.json: every platform's optional packages, each with its integrity, and no download addresses.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addPlatformPackages } from "./platformPackages.mjs";
import { root } from "./setUp.mjs";

const folder = mkdtempSync(join(tmpdir(), "lock-"));
try {
  copyFileSync(`${root}package.json`, join(folder, "package.json"));
  const settings = [
    "--package-lock-only",
    "--omit-lockfile-registry-resolved=false",
    "--no-audit",
    "--no-fund",
  ];
  const args = ["install", ...settings, ...process.argv.slice(2)];
  const { status } = spawnSync("npm", args, { cwd: folder, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  const lock = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8"));
  for (const entry of Object.values(lock.packages)) delete entry.resolved;
  addPlatformPackages(lock.packages);
  writeFileSync(`${root}package-lock.json`, `${JSON.stringify(lock, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
