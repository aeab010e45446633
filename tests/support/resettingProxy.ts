import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";

/** A way to a server, by which connections are reset from outside. */
export interface ResettingProxy {
  readonly port: number;
  close(): void;
}

export interface ResettingProxyOptions {
  /** The port that a connection leads to. */
  target: () => number;
  /** Bytes of the server's and milliseconds after which both of its ends are reset; `undefined` for never. */
  limits: () => { bytes: number; milliseconds: number } | undefined;
  onReset: () => void;
}

export async function resettingProxy({
  target,
  limits,
  onReset,
}: ResettingProxyOptions): Promise<ResettingProxy> {
  const server = createServer((client) => {
    const upstream = connect(target(), "127.0.0.1");
    const limit = limits();
    let left = limit?.bytes ?? Number.POSITIVE_INFINITY;
    const timer = limit && setTimeout(reset, limit.milliseconds);
    let isOver = false;
    function over(): void {
      clearTimeout(timer);
      isOver = true;
    }
    function reset(): void {
      if (isOver) return;
      over();
      client.resetAndDestroy();
      upstream.resetAndDestroy();
      onReset();
    }
    client.on("data", (chunk) => upstream.write(chunk));
    upstream.on("data", (chunk) => {
      client.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) reset();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("end", () => other.end());
      one.on("close", () => {
        over();
        other.end();
      });
    }
  }).listen(0, "127.0.0.1", 8_192);
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
