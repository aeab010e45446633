import { spawn } from "node:child_process";

/** What `run` can be told. */
export interface RunOptions {
  cwd: string;
  env?: Record<string, string> | undefined;
  /** @default 5 */
  minutes?: number | undefined;
}

/** Runs a program to its end and returns what it printed; throws with all of that when it fails or takes too long. */
export async function run(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { cwd, env, minutes = 5 } = options;
  // In a group of its own: npm and Next start helpers, which must end with it.
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk));
  const timer = setTimeout(() => child.pid && process.kill(-child.pid, "SIGKILL"), minutes * 60_000);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (status, signal) => resolve(status ?? signal));
  });
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${[command, ...args].join(" ")} ended with ${code}\n${output}`);
  return output;
}
