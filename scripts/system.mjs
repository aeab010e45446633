import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

// No npm imports here: `npm start` asks for a browser before `npm ci` has run.

const MINUTE = 60_000;

const BROWSERS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
  "chrome",
  "msedge",
];

/** The full path of a program on PATH, or undefined. */
export function findProgram(command) {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  for (const folder of (process.env.PATH ?? "").split(delimiter).filter(Boolean)) {
    for (const ending of endings) {
      const path = join(folder, command + ending);
      if (isExecutable(path)) return path;
    }
  }
}

/** A Chromium that is here already: CHROME_PATH, PATH, the usual places, or Playwright's own download. */
export function findChromium() {
  const chosen = process.env.CHROME_PATH;
  if (chosen && existsSync(chosen)) return chosen;
  if (chosen) console.warn(`system: CHROME_PATH is ${chosen}, which does not exist; looking elsewhere`);
  return (
    BROWSERS.map(findProgram).find(Boolean) ??
    usualPlaces().find(existsSync) ??
    playwrightBuilds().find(existsSync)
  );
}

/**
 * Like `findChromium`, but installs one where there is none, and starts it once; throws an Error that names the command
 * to run.
 */
export async function ensureChromium() {
  const program = findChromium() ?? installChromium();
  let problem = startProblem(program);
  if (problem && canApt()) {
    run("npx", ["--yes", playwright(), "install-deps", "chromium"], 10 * MINUTE);
    problem = startProblem(program);
  }
  if (!problem) return program;
  throw new Error(
    `${program} does not start: ${problem}\n` +
      `Install what it needs with \`sudo npx --yes ${playwright()} install-deps chromium\`, ` +
      "or set CHROME_PATH to a browser's program.",
  );
}

function installChromium() {
  // Ubuntu's "chromium" is a stub for a snap; there apt may end well and leave nothing that starts.
  if (canApt()) apt(["chromium"]);
  const fromApt = findChromium();
  if (fromApt) return fromApt;
  const args = ["--yes", playwright(), "install", ...(canApt() ? ["--with-deps"] : []), "chromium"];
  console.log(`system: npx ${args.join(" ")}`);
  run(process.platform === "win32" ? "npx.cmd" : "npx", args, 10 * MINUTE);
  const downloaded = findChromium();
  if (downloaded) return downloaded;
  const command = process.platform === "linux" ? "sudo apt-get install -y chromium" : `npx ${args.join(" ")}`;
  throw new Error(
    `No Chromium, Chrome or Edge was found, and none could be installed. Run \`${command}\`, ` +
      "or set CHROME_PATH to the browser's program.",
  );
}

/** Why a browser does not start: what Playwright fetches without root may lack shared libraries. Elsewhere they are in it. */
function startProblem(program) {
  if (process.platform !== "linux") return;
  const { status, signal, stderr, error } = spawnSync(program, ["--version"], {
    encoding: "utf8",
    timeout: MINUTE,
  });
  if (status === 0) return;
  return (
    error?.message ?? (stderr.trim().split("\n").at(-1) || `it ended with ${signal ?? `exit ${status}`}`)
  );
}

/**
 * Installs what is missing (as root on Debian or Ubuntu) and names what is still missing. Never throws.
 * A `command` with a full path may be any file, a font for example.
 */
export function ensurePrograms(programs) {
  const absent = () =>
    programs.filter(({ command }) => (isAbsolute(command) ? !existsSync(command) : !findProgram(command)));
  const packages = [...new Set(absent().map((program) => program.package))];
  if (packages.length > 0 && canApt()) apt(packages);
  return { missing: absent().map(({ command }) => command) };
}

let aptIsFresh = false;

function apt(packages) {
  console.log(`system: apt-get install --no-install-recommends ${packages.join(" ")}`);
  if (!aptIsFresh) run("apt-get", ["update", "-qq"], 3 * MINUTE);
  aptIsFresh = true;
  const install = ["install", "-y", "-qq", "--no-install-recommends"];
  if (run("apt-get", [...install, ...packages], 10 * MINUTE) || packages.length === 1) return;
  // apt installs nothing at all when it does not know one of the names.
  for (const name of packages) run("apt-get", [...install, name], 10 * MINUTE);
}

function run(command, args, timeout) {
  const done = spawnSync(command, args, {
    timeout,
    encoding: "utf8",
    // Of a server that is installed the program is wanted, and not a service on port 80: runlevel 1 starts none.
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    shell: process.platform === "win32",
  });
  if (done.status === 0) return true;
  const lines = (done.stderr ?? "").trim().split("\n");
  const why =
    done.error?.message ??
    `exit ${done.status}: ${lines.find((line) => /error|^E:/i.test(line)) ?? lines.at(-1)}`;
  console.warn(`system: ${command} ${args.join(" ")} failed (${why})`);
  return false;
}

function canApt() {
  return process.platform === "linux" && process.getuid?.() === 0 && findProgram("apt-get") !== undefined;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function usualPlaces() {
  if (process.platform === "darwin") {
    const apps = ["Google Chrome", "Chromium", "Microsoft Edge"];
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app`, "Contents", "MacOS", app)),
    );
  }
  if (process.platform === "win32") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].map((name) => process.env[name]);
    const programs = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
    return roots.filter(Boolean).flatMap((root) => programs.map((program) => join(root, program)));
  }
  return [
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/snap/bin/chromium",
  ];
}

function playwrightBuilds() {
  const caches = {
    darwin: join(homedir(), "Library", "Caches", "ms-playwright"),
    win32: join(process.env.LOCALAPPDATA ?? homedir(), "ms-playwright"),
  };
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    caches[process.platform] ??
    join(homedir(), ".cache", "ms-playwright");
  if (!existsSync(cache)) return [];
  // Both spellings of each folder: Playwright renamed chrome-linux to chrome-linux64 when it moved to Chrome for Testing.
  const programs = [
    "chrome-linux64/chrome",
    "chrome-linux/chrome",
    "chrome-win64/chrome.exe",
    "chrome-win/chrome.exe",
    ...["mac-arm64", "mac-x64", "mac"].flatMap((mac) => [
      `chrome-${mac}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
      `chrome-${mac}/Chromium.app/Contents/MacOS/Chromium`,
    ]),
  ];
  const builds = readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name));
  return builds
    .sort()
    .reverse()
    .flatMap((build) => programs.map((program) => join(cache, build, program)));
}

/** The package by the version that is installed here. */
function playwright() {
  const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return `playwright@${manifest.devDependencies?.playwright ?? "latest"}`;
}
