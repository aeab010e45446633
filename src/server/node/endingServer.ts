import type { IncomingMessage, ServerResponse } from "node:http";
import type { Server } from "node:net";
import { unrefTimers } from "../utils/timers.js";
import { within } from "../utils/wait.js";

/** A server that takes no more connections, and answers what comes by those that it has. */
export interface EndingServer {
  /**
   * Ends the connections on which nothing is asked, and waits until the others have ended: for so many milliseconds, and
   * then they are cut.
   */
  finish(patience: number): Promise<void>;
}

/** Begins to end a server of Node. A promise stands for one that ends by itself. */
export function endingOf(server: Server | Promise<unknown>): EndingServer {
  if (!("listen" in server)) {
    return {
      finish: async (patience) => void (await within(server, patience, unrefTimers).catch(() => undefined)),
    };
  }
  server.prependListener("request", sayThatItEnds);
  const closed = stopListening(server).then(() => true);
  return {
    async finish(patience) {
      call(server, "closeIdleConnections");
      const isClosed = await within(closed, patience, unrefTimers);
      // Also those on which nothing was asked yet, for which Node would wait for ever.
      if (!isClosed) call(server, "closeAllConnections");
    },
  };
}

/** Not by the `close` of HTTP servers: it resets connections by which a request comes at this moment. */
function stopListening(server: Server): Promise<void> {
  // Not imported: the companion also runs where there is no such module.
  const { close } = process.getBuiltinModule("node:net").Server.prototype;
  return new Promise((resolve) => void close.call(server, () => resolve()));
}

/** For the host's own answers too. */
function sayThatItEnds({ httpVersionMajor }: IncomingMessage, reply: ServerResponse): void {
  if (httpVersionMajor === 1) reply.setHeader("connection", "close");
}

/** Servers of HTTP/2 have neither. */
function call(server: Server, name: "closeIdleConnections" | "closeAllConnections"): void {
  const end: unknown = Reflect.get(server, name);
  if (typeof end === "function") end.call(server);
}
