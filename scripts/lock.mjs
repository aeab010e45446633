// Writes package-lock.json: every platform's optional packages, and no download addresses. A registry mirror that holds
// only its own platform's leaves the others out, and `npm ci` then refuses the lock everywhere.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  addMissing(lock.packages);
  writeFileSync(`${root}package-lock.json`, `${JSON.stringify(lock, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Adds the platform packages that the registry could not show, by what their names say; each is optional. */
function addMissing(packages) {
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const [, os, cpu, libc] =
        /-(android|darwin|freebsd|linux|openbsd|openharmony|win32)-([a-z0-9]+)(?:-(\w+))?$/.exec(name) ?? [];
      if (packages[`node_modules/${name}`] || !os) continue;
      const glibc = libc === "gnu" ? "glibc" : libc;
      packages[`node_modules/${name}`] = {
        version,
        cpu: [cpu],
        dev: true,
        ...(os === "linux" && /^(glibc|musl)$/.test(glibc) && { libc: [glibc] }),
        optional: true,
        os: [os],
      };
    }
  }
}
