import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connectionWebhook, secret, sign } from "../server/webhooks/webhooks.js";
import { childScript } from "../support/childScript.js";
import type { CrashPoint } from "./crashPoints.js";

/** Companions behind one Redis, each a process. */
export interface RedisProcesses {
  /** How many there are. */
  readonly count: number;
  /** Starts one of them anew, to kill itself at a point; the one in its place is killed. */
  start(place: number, point?: CrashPoint | undefined): Promise<void>;
  isAlive(place: number): boolean;
  /** One attempt of Codat's at one of them. @returns `undefined` where nothing was answered */
  attempt(place: number, n: number): Promise<number | undefined>;
  /** What each life was told: the cursor it began at, then one for each event, or `resync`. */
  streams(): { isAlive: boolean; told: string[] }[];
  /** The ids that hooks were called with. */
  hooked(): string[];
  end(): Promise<void>;
}

export const eventId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export async function startProcesses(redisUrl: string, count: number): Promise<RedisProcesses> {
  const script = await childScript(fileURLToPath(new URL("redisChild.ts", import.meta.url)));
  const { folder } = script;
  const hooks = join(folder, "hooks");
  const lives: { child: ChildProcess; port: string; stream: string }[] = [];
  const places: number[] = [];
  let begun = 0;
  const at = (place: number) => lives[places[place] ?? -1];
  const isUp = (life: (typeof lives)[number] | undefined) =>
    life !== undefined && life.child.exitCode === null && life.child.signalCode === null;
  const linesOf = (file: string) =>
    existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];

  async function stop(place: number): Promise<void> {
    const life = at(place);
    if (!life || !isUp(life)) return;
    const gone = once(life.child, "exit");
    life.child.kill("SIGKILL");
    await gone;
  }

  const processes: RedisProcesses = {
    count,
    async start(place, point) {
      await stop(place);
      const stream = join(folder, `stream${begun++}`);
      const env = { ...process.env, SECRET: secret, REDIS_URL: redisUrl, HOOKS: hooks, STREAM: stream };
      const child = spawn(process.execPath, [script.path], {
        env: { ...env, ...(point && { CRASH_AT: point }) },
        stdio: ["ignore", "pipe", "inherit"],
      });
      const port = await new Promise<string>((resolve, reject) => {
        child.stdout.once("data", (told) => resolve(String(told).trim()));
        child.once("exit", () => reject(new Error("A companion ended before it listened.")));
      });
      places[place] = lives.push({ child, port, stream }) - 1;
    },
    isAlive: (place) => isUp(at(place)),
    async attempt(place, n) {
      const life = at(place);
      const seconds = Math.floor(Date.now() / 1000);
      const body = JSON.stringify(connectionWebhook("connected", { id: eventId(n) }));
      try {
        const { status } = await fetch(`http://127.0.0.1:${life?.port}/webhooks`, {
          method: "POST",
          headers: {
            "webhook-id": `msg_${n}`,
            "webhook-timestamp": String(seconds),
            "webhook-signature": sign(`msg_${n}`, seconds, body),
            connection: "close",
          },
          body,
        });
        return status;
      } catch {
        return undefined;
      }
    },
    streams: () => lives.map((life) => ({ isAlive: isUp(life), told: linesOf(life.stream) })),
    hooked: () => linesOf(hooks),
    async end() {
      for (let place = 0; place < count; place++) await stop(place);
      script.end();
    },
  };
  await Promise.all(Array.from({ length: count }, (_, place) => processes.start(place)));
  return processes;
}
