import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { handledMark } from "../../src/server/backplane/backplaneRooms.js";
import { connectionWebhook, secret, sign } from "../server/webhooks/webhooks.js";
import { childScript } from "../support/childScript.js";
import { readLines } from "../support/fileBackplane.js";
import type { CrashPoint } from "./crashPoints.js";

/** A companion in a process of its own, and what is left when it has been killed. */
export interface Crashes {
  /** Starts it, to kill itself when it has passed a point so often. Only one lives at a time. */
  start(point?: CrashPoint | undefined, after?: number | undefined): Promise<void>;
  readonly isAlive: boolean;
  /** One attempt of Codat's. @returns `undefined` where nothing was answered */
  attempt(n: number): Promise<number | undefined>;
  get(path: string): Promise<unknown>;
  /** The ids under which events were appended, of every life. */
  appended(): string[];
  /** The ids that hooks were called with, of every life. */
  hooked(): string[];
  /** The ids of those calls that are known to be done: whoever sends them again is told so, and no hook is called. */
  handled(): string[];
  end(): Promise<void>;
}

export const eventId = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;

export async function startCrashes(kept: "file" | "memory"): Promise<Crashes> {
  const script = await childScript(fileURLToPath(new URL("crashChild.ts", import.meta.url)));
  const [events, hooks] = [join(script.folder, "events"), join(script.folder, "hooks")];
  let child: ChildProcess | undefined;
  let gone: Promise<unknown> = Promise.resolve();
  let port = "";
  const linesOf = (path: string) =>
    existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
  const steps = () => (existsSync(events) ? readLines(events) : []);

  async function stop(): Promise<void> {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await gone;
  }

  return {
    async start(point, after = 0) {
      await stop();
      const env = {
        ...process.env,
        SECRET: secret,
        HOOKS: hooks,
        CRASH_AFTER: String(after),
        ...(point ? { CRASH_AT: point } : {}),
        ...(kept === "file" ? { EVENTS: events } : {}),
      };
      child = spawn(process.execPath, [script.path], { env, stdio: ["ignore", "pipe", "inherit"] });
      gone = new Promise((resolve) => child?.once("exit", resolve));
      port = await new Promise((resolve, reject) => {
        child?.stdout?.once("data", (told: Buffer) => resolve(String(told).trim()));
        child?.once("exit", () => reject(new Error("The companion ended before it listened.")));
      });
    },

    get isAlive() {
      return child?.exitCode === null && child.signalCode === null;
    },

    async attempt(n) {
      const id = `msg_${n}`;
      const at = Math.floor(Date.now() / 1000);
      const body = JSON.stringify(connectionWebhook("connected", { id: eventId(n) }));
      try {
        const { status } = await fetch(`http://127.0.0.1:${port}/webhooks`, {
          method: "POST",
          headers: {
            "webhook-id": id,
            "webhook-timestamp": String(at),
            "webhook-signature": sign(id, at, body),
            connection: "close",
          },
          body,
        });
        return status;
      } catch {
        // The connection broke because the process is ending; it may not have ended yet.
        await gone;
        return undefined;
      }
    },

    async get(path) {
      return (await fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } })).json();
    },

    appended: () =>
      steps().flatMap(({ change: { append = [] }, appended = [] }) =>
        append.flatMap(({ once }, n) => (appended[n] ? [once?.id.replace("told:", "") ?? ""] : [])),
      ),
    hooked: () => linesOf(hooks),
    handled: () =>
      steps()
        .flatMap(({ change: { mark = {} } }) => Object.keys(mark))
        .filter((id) => id.startsWith(handledMark("msg_")) && id.split(":").length === 2)
        .map((id) => eventId(Number(id.slice(handledMark("msg_").length)))),

    async end() {
      await stop();
      script.end();
    },
  };
}
