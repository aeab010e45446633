// A registry mirror may leave out of a resolved tree what another platform needs, and `npm ci` then refuses the lock
// everywhere. Asked for one package by name and version, it knows it.
import { spawnSync } from "node:child_process";

const platform = /-(android|darwin|freebsd|linux|openbsd|openharmony|win32)-/;

/** Adds the optional platform packages that a lock lacks, or has without their integrity. */
export function addPlatformPackages(packages) {
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const path = `node_modules/${name}`;
      if (!platform.test(name) || packages[path]?.integrity) continue;
      packages[path] = askRegistry(name, version);
    }
  }
}

function askRegistry(name, version) {
  const fields = ["dist.integrity", "cpu", "libc", "license", "os", "engines"];
  const args = ["view", `${name}@${version}`, "version", ...fields, "--json"];
  const { status, stdout, stderr } = spawnSync(process.platform === "win32" ? "npm.cmd" : "npm", args, {
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`lock: the registry does not know ${name}@${version}\n${stderr}`);
  const { "dist.integrity": integrity, cpu, libc, license, os, engines } = JSON.parse(stdout);
  if (!integrity) throw new Error(`lock: the registry gives no integrity of ${name}@${version}`);
  // In npm's own order.
  return {
    version,
    integrity,
    cpu: listOf(cpu),
    dev: true,
    ...(libc && { libc: listOf(libc) }),
    license,
    optional: true,
    os: listOf(os),
    ...(engines && { engines }),
  };
}

/** `npm view` gives a list of one as its member. */
function listOf(value) {
  return [value].flat();
}
