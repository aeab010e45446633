import type { NodeRedisClient } from "./nodeRedisClient.js";
import type { RedisConnection, RedisListener } from "./redisConnection.js";

/** What is used of node-redis's cluster client, the same in 5 and 6. */
export interface NodeRedisCluster {
  readonly isOpen: boolean;
  readonly masters: readonly object[];
  nodeClient(node: object): Promise<NodeRedisClient> | NodeRedisClient;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: string, listener: (error: Error) => void): unknown;
  sendCommand(key: string, isReadonly: boolean, command: readonly string[]): Promise<unknown>;
  sSubscribe(channel: string, listener: (message: string) => void): Promise<unknown>;
  sUnsubscribe(channel: string): Promise<unknown>;
}

/** A cluster. A room's keys and its channel are in one slot, so that the node that appends also tells. */
export function redisCluster(cluster: NodeRedisCluster, listener: RedisListener): RedisConnection {
  /** A node is met anew for each use of it; only one that was away, or whose slots moved, leaves a gap. */
  let wasAway = false;
  for (const event of ["error", "node-error"]) cluster.on(event, (error) => listener.onError(error));
  for (const event of ["node-reconnecting", "node-disconnect"])
    cluster.on(event, () => {
      wasAway = true;
    });
  cluster.on("node-ready", () => {
    if (!wasAway) return;
    wasAway = false;
    listener.onGap();
    listener.onReady();
  });
  cluster.on("sharded-channel-moved", () => listener.onGap());
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
    close: () => cluster.destroy(),
  };
}
