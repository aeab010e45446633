import { spawn } from "node:child_process";

/** A host's running server. */
export interface HostProcess {
  url: string;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to end, and waits until it has. @returns what it exits with; `null` where a signal ended it */
  stop(): Promise<number | null>;
}

/** Starts a server of Node in its folder, and waits for the address that it prints. */
export async function startHostProcess(
  folder: string,
  args: readonly string[],
  env: Record<string, string>,
): Promise<HostProcess> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", PORT: "0", ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address && !address.endsWith(":0")) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`The host ended before it printed its address:\n${output}`)));
  });
  return {
    url,
    output: () => output,
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
