import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RedisBackplaneOptions } from "../../../src/redis/index.js";
import type { OnboardingServerOptions } from "../../../src/server/index.js";
import { secret } from "../../server/webhooks/webhooks.js";
import { childScript } from "../../support/childScript.js";
import { freePort } from "../../support/freePort.js";
import type { CrashPoint } from "../crashPoints.js";
import type { Stop } from "./stoppingBackplane.js";

/** What a process is started with, as JSON. */
export interface CompanionSettings extends Pick<OnboardingServerOptions, "streams" | "budget"> {
  port: number;
  redis: Pick<RedisBackplaneOptions, "url" | "ringSize" | "patience" | "replicas" | "channels">;
  /** The address of Codat's API. */
  codat: string;
  /** Where colleagues and browsers reach the companions. */
  publicUrl: string;
  secret: string;
  /** It kills itself there. */
  crashAt?: CrashPoint | undefined;
  /** The file to which hooks write their event's id. */
  hooks: string;
  /** The file to which errors write their message. */
  errors: string;
}

interface Given
  extends Omit<CompanionSettings, "port" | "hooks" | "errors" | "secret" | "publicUrl" | "crashAt"> {
  /** Where each of them finds Redis. @default `redis.url` */
  redisUrlAt?: ((place: number) => string) | undefined;
}

/** Whole companions behind one Redis, each a process on a port that stays its own. */
export interface CompanionProcesses {
  readonly ports: readonly number[];
  /** Starts one of them anew; the one in its place is killed first. */
  start(place: number, more?: Partial<Given & Pick<CompanionSettings, "crashAt">>): Promise<void>;
  /** Ends it by a signal. Resolves when it is gone. */
  stop(place: number, signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  isAlive(place: number): boolean;
  /**
   * Makes it stop at one of its next steps on the backplane, until `goOn`.
   *
   * @returns what resolves when it has stopped: wrapped, or it would be waited for here
   */
  stopAt(place: number, stop: Stop): Promise<{ stopped: Promise<unknown> }>;
  /** Whether it has stopped or not: it stops no more. */
  goOn(place: number): void;
  /** CPU time of its life in microseconds, and resident bytes. */
  costs(place: number): Promise<{ cpu: number; rss: number }>;
  /** The ids that hooks were called with, in all processes and lives. */
  hooked(): string[];
  /** What was reported, in all processes and lives. */
  errors(): string[];
  end(): Promise<void>;
}

/** Ports for processes that are not there yet, so that what stands in front can be started first. */
export function portsFor(count: number): Promise<number[]> {
  return Promise.all(Array.from({ length: count }, freePort));
}

export async function startCompanions(
  ports: readonly number[],
  given: Given & { publicUrl?: string | undefined },
): Promise<CompanionProcesses> {
  const script = await childScript(fileURLToPath(new URL("companionChild.ts", import.meta.url)));
  const hooks = join(script.folder, "hooks");
  const errors = join(script.folder, "errors");
  const linesOf = (file: string) =>
    existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
  const children: (ChildProcess | undefined)[] = [];
  const isUp = (child: ChildProcess | undefined): child is ChildProcess =>
    child !== undefined && child.exitCode === null && child.signalCode === null;
  // A test that ends early must not leave them behind.
  const reap = () => {
    for (const child of children) child?.kill("SIGKILL");
  };
  process.once("exit", reap);

  const companions: CompanionProcesses = {
    ports,
    async start(place, more) {
      await companions.stop(place, "SIGKILL");
      const port = ports[place] ?? 0;
      const { redisUrlAt, ...asked } = { ...given, ...more };
      const settings = {
        publicUrl: `http://127.0.0.1:${port}`,
        ...asked,
        redis: { ...asked.redis, ...(redisUrlAt && { url: redisUrlAt(place) }) },
        port,
        secret,
        hooks,
        errors,
      };
      const env = { ...process.env, SETTINGS: JSON.stringify(settings) };
      const child = fork(script.path, { env, execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
      children[place] = child;
      await Promise.race([
        once(child, "message"),
        once(child, "exit").then(() => Promise.reject(new Error("A companion ended before it listened."))),
      ]);
    },
    async stop(place, signal) {
      const child = children[place];
      if (!isUp(child)) return;
      const gone = once(child, "exit");
      child.kill(signal);
      await gone;
    },
    isAlive: (place) => isUp(children[place]),
    async stopAt(place, stop) {
      const child = children[place];
      if (!isUp(child)) throw new Error("It is not alive.");
      const heard = once(child, "message");
      child.send(stop);
      await heard;
      return { stopped: once(child, "message") };
    },
    goOn(place) {
      const child = children[place];
      if (isUp(child)) child.send("go on");
    },
    async costs(place) {
      const child = children[place];
      if (!isUp(child)) throw new Error("It is not alive.");
      const told = once(child, "message");
      child.send("costs");
      return (await told)[0];
    },
    hooked: () => linesOf(hooks),
    errors: () => linesOf(errors),
    async end() {
      await Promise.all(children.map((_, place) => companions.stop(place, "SIGKILL")));
      process.off("exit", reap);
      script.end();
    },
  };
  await Promise.all(ports.map((_, place) => companions.start(place)));
  return companions;
}
