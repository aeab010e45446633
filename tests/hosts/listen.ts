import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

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
  const answer = answerer(url);
  server.on("request", async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = "GET" } = incoming;
    const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    const response = await answer(
      new Request(url + incoming.url, {
        method,
        headers: new Headers(headers),
        body: chunks.length > 0 ? Buffer.concat(chunks) : null,
      }),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  return {
    url,
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
