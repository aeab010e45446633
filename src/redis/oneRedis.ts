import { keptClient } from "./keptClient.js";
import type { NodeRedisClient } from "./nodeRedisClient.js";
import type { RedisConnection, RedisListener } from "./redisConnection.js";

/** Milliseconds for which replicas are waited for. */
const replicaPatience = 1_000;
/** Milliseconds between two connections to a Redis that is still a replica. */
const moveAgain = 1_000;

/** One Redis, or one behind a name that a failover moves. */
export function oneRedis(
  client: NodeRedisClient,
  replicas: number,
  listener: RedisListener,
): RedisConnection {
  const { onError } = listener;
  const subscriber = client.duplicate();
  let isOpen = false;
  let movedAt = Number.NEGATIVE_INFINITY;
  const listening = keptClient(subscriber, { onError, onReady: () => isOpen && listener.onGap() });
  const commands = keptClient(client, {
    onError,
    onReady() {
      if (!isOpen) return;
      // Where one was led to another Redis, the other must not go on hearing the former.
      listening.renew();
      listener.onReady();
    },
  });
  // WAIT holds up the connection that it is sent on.
  const surely = replicas > 0 ? keptClient(client.duplicate(), { onError, onReady: () => {} }) : commands;
  const all = [...new Set([commands, listening, surely])];
  const onMessage = (message: string) => listener.onMessage(message);

  /** A failover may leave the former primary running, with our connections to it. */
  function move(): void {
    if (performance.now() - movedAt < moveAgain) return;
    movedAt = performance.now();
    for (const one of all) one.renew();
  }

  return {
    publish: "PUBLISH",
    async open(channels) {
      // It tries for ever, but where Redis does not let it in.
      await Promise.all(all.map((one) => one.open()));
      if (channels.length > 0) await subscriber.subscribe([...channels], onMessage);
      isOpen = true;
    },
    async send(_key, command, sure) {
      try {
        const one = sure ? surely : commands;
        const answered = one.send(command);
        if (!sure || replicas === 0) return await answered;
        const wait = one.send(["WAIT", String(replicas), String(replicaPatience)]);
        const [answer, reached] = await Promise.all([answered, wait]);
        if (Number(reached) < replicas)
          throw new Error(`NOREPLICAS Only ${Number(reached)} replicas have the step.`);
        return answer;
      } catch (error) {
        if (error instanceof Error && error.message.startsWith("READONLY")) move();
        throw error;
      }
    },
    listen: async (channel) => {
      await subscriber.subscribe([channel], onMessage);
    },
    unlisten: async (channel) => {
      await subscriber.unsubscribe([channel]);
    },
    info: async (section) => [String(await commands.send(["INFO", section]))],
    close() {
      for (const one of all) one.close();
    },
  };
}
