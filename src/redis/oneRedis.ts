import type { RedisConnection, RedisListener } from "./redisConnection.js";

/** What is used of node-redis's client, the same in 5 and 6. */
export interface NodeRedisClient {
  readonly isOpen: boolean;
  duplicate(settings?: object): NodeRedisClient;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: string, listener: (error: Error) => void): unknown;
  sendCommand(command: readonly string[]): Promise<unknown>;
  subscribe(channels: string[], listener: (message: string) => void): Promise<unknown>;
  unsubscribe(channels: string[]): Promise<unknown>;
}

/** Milliseconds for which replicas are waited for. */
const replicaPatience = 1_000;

/** One Redis, or one behind a name that a failover moves. */
export function oneRedis(
  client: NodeRedisClient,
  replicas: number,
  listener: RedisListener,
): RedisConnection {
  const commands = client;
  const listening = client.duplicate();
  // WAIT holds up the connection that it is sent on.
  const surely = replicas > 0 ? client.duplicate() : commands;
  const all = [...new Set([commands, listening, surely])];
  for (const one of all) one.on("error", (error) => listener.onError(error));
  let isOpen = false;
  // By then the client has subscribed again.
  listening.on("ready", () => isOpen && listener.onGap());
  commands.on("ready", () => isOpen && listener.onReady());
  const onMessage = (message: string) => listener.onMessage(message);

  return {
    publish: "PUBLISH",
    async open(channels) {
      // It tries for ever, but where Redis does not let it in.
      await Promise.all(all.filter((one) => !one.isOpen).map((one) => one.connect()));
      if (channels.length > 0) await listening.subscribe([...channels], onMessage);
      isOpen = true;
    },
    async send(_key, command, sure) {
      const one = sure ? surely : commands;
      const answered = one.sendCommand(command);
      if (!sure || replicas === 0) return answered;
      const wait = one.sendCommand(["WAIT", String(replicas), String(replicaPatience)]);
      const [answer, reached] = await Promise.all([answered, wait]);
      if (Number(reached) < replicas) throw new Error(`Only ${Number(reached)} replicas have the step.`);
      return answer;
    },
    listen: async (channel) => {
      await listening.subscribe([channel], onMessage);
    },
    unlisten: async (channel) => {
      await listening.unsubscribe([channel]);
    },
    info: async (section) => [String(await commands.sendCommand(["INFO", section]))],
    close() {
      for (const one of all) one.destroy();
    },
  };
}
