import { once } from "node:events";
import { createConnection, createServer } from "node:net";

/**
 * Below the ports that systems give to outgoing connections and to `listen(0)` (from 32768 on Linux, from 49152 by
 * RFC 6335), or somebody would take one before its program listens, or while that is restarted; above those that `fetch`
 * refuses.
 */
const [lowest, count] = [20_000, 12_768];

/** Each process begins elsewhere, so that no two choose the same one meanwhile. */
let place = process.pid * 40;

/** A port for a program that cannot choose one by itself; it is free now, and given only once. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < count; tries++) {
    const port = lowest + (place++ % count);
    if (await isFree(port)) return port;
  }
  throw new Error(`Every port from ${lowest} to ${lowest + count - 1} is taken.`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch {
    return false;
  }
  server.close();
  await once(server, "close");
  return true;
}

/** Whether somebody listens there. */
export function portAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => say(true)).once("error", () => say(false));
  });
}
