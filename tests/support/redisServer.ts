import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../scripts/system.mjs";
import { freePort } from "./freePort.js";

/** Debian's, or whatever is on PATH; tests that need one are skipped, and counted, where there is none. */
export const redisProgram: string | undefined = findProgram("redis-server");
if (!redisProgram) console.warn("There is no redis-server on PATH: what needs a real Redis is skipped.");

/** A real Redis of its own, on a port of its own, in a folder of its own. */
export interface RedisServer {
  readonly port: number;
  /** Where the nodes of a cluster talk. */
  readonly busPort: number;
  readonly url: string;
  /** One command, beside any client. @returns the answer's bytes */
  call(...command: string[]): Promise<string>;
  /** The same with a password. */
  callAs(password: string, ...command: string[]): Promise<string>;
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it kept. */
  start(): Promise<void>;
  end(): Promise<void>;
}

/** @param settings - as on the command line of `redis-server` */
export async function startRedis(...settings: string[]): Promise<RedisServer> {
  for (let tries = 1; ; tries++) {
    const server = await redisOn(await freePort(), settings);
    const isUp = await server.start().then(
      () => true,
      () => false,
    );
    if (isUp) return server;
    await server.end();
    // Somebody else took the port meanwhile.
    if (tries === 5) throw new Error("redis-server does not start.");
  }
}

async function redisOn(port: number, settings: readonly string[]): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "redis-"));
  const busPort = await freePort();
  const own = ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--daemonize", "no"];
  const args = [...own.map(String), "--cluster-port", String(busPort), ...settings];
  let child: ChildProcess | undefined;
  const isAlive = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const kill = async () => {
    if (!child || !isAlive()) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    process.off("exit", reap);
  };
  // A test that ends early must not leave it behind.
  const reap = () => child?.kill("SIGKILL");

  return {
    port,
    busPort,
    url: `redis://127.0.0.1:${port}`,
    start() {
      child = spawn(redisProgram ?? "redis-server", args, { stdio: ["ignore", "pipe", "ignore"] });
      process.once("exit", reap);
      return new Promise((resolve, reject) => {
        child?.once("error", reject).once("exit", () => reject(new Error("redis-server ended.")));
        child?.stdout?.on("data", (lines) => String(lines).includes("Ready to accept") && resolve());
      });
    },
    kill,
    call: (...command) => callOn(port, command),
    callAs: async (password, ...command) =>
      (await callOn(port, ["AUTH", password], command)).replace(/^\+OK\r\n/, ""),
    async end() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns the answers' bytes */
async function callOn(port: number, ...commands: readonly (readonly string[])[]): Promise<string> {
  const socket = createConnection({ port, host: "127.0.0.1" });
  // After QUIT it closes the connection by itself.
  for (const command of [...commands, ["QUIT"]]) {
    const words = command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("");
    socket.write(`*${command.length}\r\n${words}`);
  }
  let text = "";
  for await (const data of socket) text += data;
  return text.replace(/\+OK\r\n$/, "").trim();
}

/** Until its replica has all that there is by now. `WAIT` would ask for the writes of its own connection alone. */
export async function untilReplicated(primary: RedisServer): Promise<void> {
  for (;;) {
    const info = await primary.call("INFO", "replication");
    const [, offset] = /^slave0:.*state=online,offset=(\d+)/m.exec(info) ?? [];
    const [, replicated] = /^master_repl_offset:(\d+)/m.exec(info) ?? [];
    if (offset && Number(offset) >= Number(replicated)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * A cluster of three, each with a third of the slots.
 *
 * @param replicas - of all together; each follows one of the three
 */
export async function startCluster(
  replicas = 0,
  ...settings: string[]
): Promise<{
  urls: string[];
  /** The three, then the replicas in their order. */
  nodes: readonly RedisServer[];
  end(): Promise<void>;
}> {
  const nodes = await Promise.all(
    Array.from({ length: 3 + replicas }, () => startRedis("--cluster-enabled", "yes", ...settings)),
  );
  const end = async () => void (await Promise.all(nodes.map((node) => node.end())));
  const bounds = [0, 5_461, 10_923, 16_384];
  await Promise.all(
    nodes
      .slice(0, 3)
      .map((node, n) =>
        node.call("CLUSTER", "ADDSLOTSRANGE", `${bounds[n]}`, `${Number(bounds[n + 1]) - 1}`),
      ),
  );
  const [first, ...others] = nodes;
  for (const { port, busPort } of others)
    await first?.call("CLUSTER", "MEET", "127.0.0.1", String(port), String(busPort));
  const isWhole = async (node: RedisServer) => {
    const info = await node.call("CLUSTER", "INFO");
    return info.includes("cluster_state:ok") && info.includes(`cluster_known_nodes:${nodes.length}`);
  };
  // A cluster agrees within some seconds, and tells nobody when it has.
  for (const node of nodes)
    while (!(await isWhole(node))) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const [n, replica] of nodes.slice(3).entries()) {
    const [id = ""] = /[0-9a-f]{40}/.exec((await nodes[n % 3]?.call("CLUSTER", "MYID")) ?? "") ?? [];
    await replica.call("CLUSTER", "REPLICATE", id);
    while (!(await replica.call("INFO", "replication")).includes("master_link_status:up"))
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { urls: nodes.slice(0, 3).map(({ url }) => url), nodes, end };
}
