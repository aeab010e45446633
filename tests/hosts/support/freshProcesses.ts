import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** What `startCommands` is told. */
export interface StartOptions {
  folder: string;
  env: Record<string, string>;
  /** Where the app is to answer; its port is also Vite's. */
  url: string;
  /** Whether an answer of the companion's says that it is there. */
  isReady: (status: number) => boolean;
}

/**
 * Starts an app by its commands, each as its words say and without a shell, until the companion answers through whatever
 * stands before it.
 *
 * @returns ends all of them
 */
export async function startCommands(
  commands: readonly string[],
  { folder, env, url, isReady }: StartOptions,
): Promise<() => Promise<void>> {
  let output = "";
  const processes = commands.map((command) => {
    const child = spawn(process.execPath, nodeArguments(command, url), {
      cwd: folder,
      env: { ...process.env, ...env },
      // In a group of its own: Next starts helpers, which must end with it.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk: Buffer) => (output += chunk));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk));
    return child;
  });
  const stop = async () => void (await Promise.all(processes.map(end)));
  const answers = () =>
    fetch(`${url}/api/codat/company`).then(
      ({ status }) => isReady(status),
      () => false,
    );
  const isRunning = ({ exitCode }: ChildProcess) => exitCode === null;
  for (let attempt = 0; processes.every(isRunning) && attempt < 300; attempt++) {
    if (await answers()) return stop;
    await pause(100);
  }
  await stop();
  throw new Error(`The fresh app does not answer:\n${output}`);
}

/** `node server.mjs`, `npx vite`, `npx next dev`. */
function nodeArguments(command: string, url: string): string[] {
  const [program, name, ...words] = command.split(" ");
  if (program === "node") return [name ?? "", ...words];
  const { port } = new URL(url);
  if (name === "vite") return ["node_modules/vite/bin/vite.js", "--strictPort", "--port", port];
  return ["node_modules/next/dist/bin/next", ...words, "--port", port];
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.pid) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(-child.pid, "SIGTERM");
  await ended;
}
