import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** A `node:http` server on this machine. */
export interface NodeServer {
  server: Server;
  port: number;
  url: string;
  /** Sends raw bytes and gives all that comes back until the server closes. */
  raw(text: string): Promise<string>;
  /** A connection that a test writes to itself. */
  socket(): Promise<Socket>;
  close(): Promise<void>;
}

export async function serve(listener: RequestListener): Promise<NodeServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: taken } = server.address() as AddressInfo;
  const socket = () =>
    new Promise<Socket>((resolve, reject) => {
      const one = connect(taken, "127.0.0.1", () => resolve(one)).once("error", reject);
    });
  return {
    server,
    port: taken,
    url: `http://127.0.0.1:${taken}`,
    socket,
    async raw(text) {
      const one = await socket();
      const chunks: Buffer[] = [];
      one.on("data", (chunk) => chunks.push(chunk)).on("error", () => {});
      one.write(text);
      await new Promise((resolve) => one.once("close", resolve));
      return Buffer.concat(chunks).toString("latin1");
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
