// @ts-check
import { createServer } from "node:http";
import { toNodeHandler } from "codat-onboarding/server";

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
      const fetch = (/** @type {Request} */ request) =>
        handler(request).catch((error) => {
          console.error(error);
          return new Response(null, { status: 500 });
        });
      server.on("request", toNodeHandler({ fetch }));
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
