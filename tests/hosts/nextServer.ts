import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** A running Next app. */
export interface NextServer {
  url: string;
  stop(): Promise<void>;
}

/** `next start` in a built app's folder, on a free port. */
export async function startNext(folder: string, env: Record<string, string>): Promise<NextServer> {
  const args = ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", "0"];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production", ...env },
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
      if (address && !address.endsWith(":0")) resolve(address);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () => reject(new Error(`next start ended before it printed its address:\n${output}`)));
  });
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  await answers(url).catch(async (error) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const status = await fetch(url).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (attempt === 100) throw new Error(`${url} answered ${status} for ten seconds.`);
    await pause(100);
  }
}
