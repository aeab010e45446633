import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";

/** A server on this machine. */
export interface Listener {
  url: string;
  close(): Promise<void>;
}

/** Serves `answer` on a free port. Takes a function of the address, since who answers must often know it. */
export async function listen(
  answerer: (url: string) => (request: Request) => Promise<Response>,
): Promise<Listener> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on("request", toNodeHandler({ fetch: answerer(url) }));
  return {
    url,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
