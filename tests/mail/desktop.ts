import { execFile, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { endAll } from "./processes.js";
import { readIfThere } from "./readIfThere.js";
import { waitFor } from "./waitFor.js";

export const DESKTOP_PROGRAMS = [
  { command: "Xvfb", package: "xvfb" },
  { command: "openbox", package: "openbox" },
  { command: "xdg-open", package: "xdg-utils" },
  { command: "xdotool", package: "xdotool" },
];

/** A screen, a window manager and a user of their own, and the place where the system looks up who handles `mailto:`. */
export interface Desktop {
  readonly folder: string;
  readonly env: Record<string, string>;
  /** Registers the shell command that opens a mail; it finds the URI in `"$1"`. */
  handleMailto(command: string): void;
  /** What the handler was given: every argument, as the system passed it. */
  received(): Promise<string[]>;
  run(command: string, args: string[]): Promise<string>;
  /** Starts a shell command beside the handler's, to end with it. */
  start(command: string): Promise<string>;
  /** Ends the mail client that the handler started, and forgets what it received. */
  endHandler(): Promise<void>;
  stop(): Promise<void>;
}

export async function startDesktop(): Promise<Desktop> {
  const folder = mkdtempSync(join(tmpdir(), "mail-desktop-"));
  const applications = join(folder, "data", "applications");
  const config = join(folder, "config");
  const runtime = join(folder, "run");
  for (const path of [applications, config, runtime]) mkdirSync(path, { recursive: true, mode: 0o700 });

  const { PATH = "" } = process.env;
  const env: Record<string, string> = {
    PATH,
    HOME: folder,
    LC_ALL: "C.UTF-8",
    XDG_CONFIG_HOME: config,
    XDG_DATA_HOME: join(folder, "data"),
    XDG_CACHE_HOME: join(folder, "cache"),
    XDG_RUNTIME_DIR: runtime,
    // Otherwise GTK starts a message bus that outlives the test.
    DBUS_SESSION_BUS_ADDRESS: "disabled:",
    NO_AT_BRIDGE: "1",
  };

  const screen = ["-screen", "0", "1400x1050x24", "-nolisten", "tcp", "-displayfd", "3"];
  const xvfb = spawn("Xvfb", screen, { env, stdio: ["ignore", "ignore", "ignore", "pipe"] });
  let announced = "";
  xvfb.stdio[3]?.on("data", (chunk: Buffer) => {
    announced += chunk.toString();
  });
  const display = await waitFor("Xvfb's display number", () => announced.match(/^(\d+)\n/)?.[1]).catch(
    (error: Error) => {
      xvfb.kill();
      throw error;
    },
  );
  Object.assign(env, { DISPLAY: `:${display}` });
  spawn("openbox", [], { env, stdio: "ignore" });

  const handler = join(folder, "handler.sh");
  const client = join(folder, "client.sh");
  // A mark that `endHandler` finds; a process shows only the environment that it was started with, hence two scripts.
  writeProgram(handler, `HANDLED_IN='${folder}' exec '${client}' "$@"`);
  const argumentsFile = join(folder, "arguments");
  writeFileSync(
    join(config, "mimeapps.list"),
    "[Default Applications]\nx-scheme-handler/mailto=probe-mail.desktop\n",
  );
  writeFileSync(
    join(applications, "probe-mail.desktop"),
    `[Desktop Entry]\nType=Application\nName=Probe\nExec=${handler} %u\nMimeType=x-scheme-handler/mailto;\n`,
  );

  const run = async (command: string, args: string[]) =>
    (await promisify(execFile)(command, args, { env, timeout: 30_000 })).stdout;

  return {
    folder,
    env,
    run,
    start: (command) => run("sh", ["-c", `export HANDLED_IN='${folder}'; ${command} >/dev/null 2>&1 &`]),
    handleMailto(command) {
      const part = `${argumentsFile}.part`;
      const record = `printf '%s\\0' "$@" > '${part}'; mv '${part}' '${argumentsFile}'`;
      writeProgram(client, `${record}\nexec ${command}`);
    },
    received: () =>
      waitFor("the system to call the mailto handler", () =>
        readIfThere(argumentsFile)?.split("\0").slice(0, -1),
      ),
    async endHandler() {
      await endAll(`HANDLED_IN=${folder}`);
      rmSync(argumentsFile, { force: true });
    },
    async stop() {
      await endAll(`XDG_RUNTIME_DIR=${runtime}`);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function writeProgram(path: string, commands: string): void {
  writeFileSync(path, `#!/bin/sh\n${commands}\n`);
  chmodSync(path, 0o755);
}
