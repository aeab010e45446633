import { setTimeout as pause } from "node:timers/promises";
import { type HostProcess, startHostProcess } from "./hostProcess.js";

/** `next start` in a built app's folder, on a free port. */
export async function startNext(folder: string, env: Record<string, string>): Promise<HostProcess> {
  const args = ["node_modules/next/dist/bin/next", "start", "--hostname", "127.0.0.1", "--port", "0"];
  const next = await startHostProcess(folder, args, env);
  await answers(next.url).catch(async (error) => {
    await next.stop();
    throw error;
  });
  return next;
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
