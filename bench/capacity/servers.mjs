// The servers that are measured, each a process, and the Redis of some of them.
import { fork } from "node:child_process";
import { ask, told } from "../children.mjs";
import { load } from "./load.mjs";

export const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/**
 * @param settings see companion.mjs; `collects`: its garbage, before it says its costs
 * @returns a process: `port`, `costs()` so far, `kill()`
 */
export async function startServer(settings) {
  const child = fork(new URL("companion.mjs", import.meta.url), {
    execArgv: [
      ...(settings.collects ? ["--expose-gc"] : []),
      ...(process.env.PROFILE ? ["--cpu-prof", `--cpu-prof-dir=${process.env.PROFILE}`] : []),
    ],
    env: { ...process.env, SETTINGS: JSON.stringify({ secret, ...settings }) },
  });
  const { port } = await told(child);
  return {
    port,
    costs: () => ask(child, {}),
    kill(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return undefined;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      // What is profiled must end by itself.
      if (process.env.PROFILE && signal === "SIGTERM") child.disconnect();
      else child.kill(signal);
      return gone;
    },
  };
}

/** As the documentation has it: an append-only file, written each second. */
export async function startMeasuredRedis() {
  const { startRedis } = await load("tests/support/redisServer.ts");
  const redis = await startRedis("--appendonly", "yes", "--appendfsync", "everysec");
  return {
    ...redis,
    /** So far: microseconds of CPU, bytes in and out over the network, commands of clients; and bytes it holds now. */
    async costs() {
      const info = await redis.call("INFO", "everything");
      const number = (name) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1] ?? 0);
      const calls = (name) => Number(new RegExp(`^cmdstat_${name}:calls=(\\d+)`, "m").exec(info)?.[1] ?? 0);
      return {
        cpu: (number("used_cpu_user") + number("used_cpu_sys")) * 1_000_000,
        bytes: number("total_net_input_bytes") + number("total_net_output_bytes"),
        held: number("used_memory"),
        // A step is a script; the bare floor's are the others.
        trips: calls("evalsha") || calls("get") + calls("publish"),
      };
    },
  };
}
