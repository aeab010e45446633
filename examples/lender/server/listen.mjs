// @ts-check
import { createServer } from "node:http";
import { Readable } from "node:stream";

/**
 * @typedef {(request: Request) => Promise<Response>} Handler
 * @typedef {{ url: string, answer(handler: Handler): void, close(): Promise<void> }} Listener
 */

const host = "127.0.0.1";
const attempts = 20;

/**
 * Opens a server on this machine alone, at the port or the next free one (0: any). It answers once it has a handler:
 * the two servers of this example must know each other's address before either is made.
 *
 * @param {number} port
 * @returns {Promise<Listener>}
 */
export async function listen(port) {
  const server = createServer();
  for (let attempt = 0; ; attempt++) {
    try {
      await open(server, port && port + attempt);
      break;
    } catch (error) {
      const busy = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
      if (!busy || attempt === attempts) throw error;
    }
  }
  const address = server.address();
  const url = `http://${host}:${typeof address === "object" && address?.port}`;

  return {
    url,
    answer(handler) {
      server.on("request", async (incoming, outgoing) => {
        try {
          await send(outgoing, await handler(toRequest(incoming, url)));
        } catch (error) {
          console.error(error);
          outgoing.writeHead(500).end();
        }
      });
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * @param {import("node:http").Server} server
 * @param {number} port
 */
function open(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve(undefined);
    });
  });
}

/**
 * @param {import("node:http").IncomingMessage} incoming
 * @param {string} origin
 */
function toRequest(incoming, origin) {
  const { method = "GET", url = "/", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? /** @type {ReadableStream} */ (Readable.toWeb(incoming)) : null;
  const given = new Headers();
  for (const [name, value] of Object.entries(headers)) given.set(name, String(value));
  // The path is joined and not resolved: `//elsewhere/` must stay a path of ours.
  return new Request(origin + url, { method, headers: given, body, duplex: "half" });
}

/**
 * @param {import("node:http").ServerResponse} outgoing
 * @param {Response} response
 */
async function send(outgoing, response) {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
