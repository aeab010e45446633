import { type KeptClient, keptClient } from "./keptClient.js";
import type { NodeRedisClient } from "./nodeRedisClient.js";
import type { RedisConnection, RedisListener } from "./redisConnection.js";

/** What is used of node-redis's cluster client, the same in 5 and 6. */
export interface NodeRedisCluster {
  readonly isOpen: boolean;
  readonly masters: readonly NodeRedisMaster[];
  nodeClient(node: NodeRedisMaster): Promise<NodeRedisClient> | NodeRedisClient;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: string, listener: (error: Error) => void): unknown;
  sendCommand(key: string, isReadonly: boolean, command: readonly string[]): Promise<unknown>;
  sSubscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  sUnsubscribe(channel: string): Promise<unknown>;
}

interface NodeRedisMaster {
  readonly client?: NodeRedisClient | undefined;
  readonly pubSub?: { readonly client: NodeRedisClient } | undefined;
}

/** A cluster. A room's keys and its channel are in one slot, so that the node that appends also tells. */
export function redisCluster(cluster: NodeRedisCluster, listener: RedisListener): RedisConnection {
  /** A node's client is made when it is first needed; only in the place of another does it leave a gap. */
  let wasAway = false;
  const kept = new Map<NodeRedisClient, KeptClient>();
  for (const event of ["error", "node-error"]) cluster.on(event, (error) => listener.onError(error));
  for (const event of ["node-reconnecting", "node-disconnect"])
    cluster.on(event, () => {
      wasAway = true;
    });
  // In node-redis 6.0 once for each client, and not when it is back.
  cluster.on("node-ready", () => {
    if (keepNodes() && wasAway) onBack();
  });
  cluster.on("sharded-channel-moved", () => listener.onGap());

  function onBack(): void {
    wasAway = false;
    listener.onGap();
    listener.onReady();
  }

  /** Those of nodes are made and dropped as slots move. @returns whether there are others now */
  function keepNodes(): boolean {
    const clients = new Set(cluster.masters.flatMap(({ client, pubSub }) => [client, pubSub?.client]));
    for (const [client, one] of kept) {
      if (clients.has(client)) continue;
      one.close();
      kept.delete(client);
    }
    const before = kept.size;
    for (const client of clients) {
      if (!client || kept.has(client)) continue;
      // What goes wrong is told by the cluster's client.
      const one = keptClient(client, { onReady: onBack, onError() {} });
      kept.set(client, one);
      void one.open();
    }
    return kept.size > before;
  }

  const onMessage = (message: string) => listener.onMessage(message);
  const listen = async (channel: string) => {
    await cluster.sSubscribe(channel, onMessage);
  };

  return {
    publish: "SPUBLISH",
    async open(channels) {
      if (!cluster.isOpen) await cluster.connect();
      for (const channel of channels) await listen(channel);
    },
    send: (key, command) => cluster.sendCommand(key, false, command),
    listen,
    unlisten: async (channel) => {
      await cluster.sUnsubscribe(channel);
    },
    info: (section) =>
      Promise.all(
        cluster.masters.map(async (node) =>
          String(await (await cluster.nodeClient(node)).sendCommand(["INFO", section])),
        ),
      ),
    close() {
      cluster.destroy();
      for (const one of kept.values()) one.close();
    },
  };
}
