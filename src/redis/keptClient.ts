import { unrefTimers } from "../server/utils/timers.js";
import type { NodeRedisClient } from "./nodeRedisClient.js";
import { isRefusal, silence } from "./redisConnection.js";

/** A client that goes on where node-redis's would not by itself. */
export interface KeptClient {
  /** Rejects where Redis has refused the client since it was open, and says so. */
  send(command: readonly string[]): Promise<unknown>;
  /** Connects; rejects only where Redis does not let it in. May be called again. */
  open(): Promise<void>;
  /** Makes its connection anew, to wherever the name leads by now. What is under way is given up. */
  renew(): void;
  close(): void;
}

export interface KeptClientListener {
  /** It can be used, for the first time or again; by then it has subscribed again. */
  onReady(): void;
  onError(error: Error): void;
}

/** Milliseconds between two looks at whether anything was heard. */
const lookEvery = silence / 3;
/** One more than an idle connection is given. Not a time: whoever was held up, and not the network, hears first. */
const mostInVain = 4;
/** Milliseconds. */
const askAgain = 1_000;

/**
 * Two things that node-redis does not mend: a connection that hears nothing although it is written to, since each write
 * begins the socket's time limit anew; and a client that Redis refused when it came back, whose password may be put
 * right.
 */
export function keptClient(client: NodeRedisClient, listener: KeptClientListener): KeptClient {
  let inVain = 0;
  let refusal: Error | undefined;
  let wasOpen = false;
  let isClosed = false;
  let again: unknown;
  let looking = unrefTimers.setTimeout(look, lookEvery);

  client.on("ping-interval", heard);
  client.on("ready", () => {
    heard();
    refusal = undefined;
    listener.onReady();
  });
  client.on("error", (error) => {
    if (wasOpen && isRefusal(error)) {
      refusal = error;
      unrefTimers.clearTimeout(again);
      again = unrefTimers.setTimeout(connect, askAgain);
    }
    listener.onError(error);
  });

  function heard(): void {
    inVain = 0;
  }

  function look(): void {
    looking = unrefTimers.setTimeout(look, lookEvery);
    if (++inVain > mostInVain) renew();
  }

  /** What goes wrong is told by an event. */
  function connect(): void {
    if (!isClosed && !client.isOpen) client.connect().catch(() => undefined);
  }

  function renew(): void {
    // One that is being connected gives up by itself.
    if (isClosed || !client.isReady) return;
    heard();
    client.destroy();
    connect();
  }

  return {
    renew,
    async send(command) {
      if (refusal) throw refusal;
      return client.sendCommand(command);
    },
    async open() {
      if (!client.isOpen) await client.connect();
      wasOpen = true;
    },
    close() {
      isClosed = true;
      unrefTimers.clearTimeout(looking);
      unrefTimers.clearTimeout(again);
      if (client.isOpen) client.destroy();
    },
  };
}
