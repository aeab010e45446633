import { type RedisBackplaneOptions, redisBackplane } from "codat-onboarding/redis";
import type { Backplane } from "codat-onboarding/server";
import { createClient as createClient5 } from "redis-5";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { OnboardingError } from "../../src/core/errors.js";
import { type RedisServer, redisProgram, startCluster, startRedis } from "../support/redisServer.js";
import { startProxy } from "../support/tcpProxy.js";

async function redisWith(...settings: string[]): Promise<RedisServer> {
  const redis = await startRedis("--appendonly", "yes", ...settings);
  onTestFinished(redis.end);
  return redis;
}

/** Redis behind a network that can fail. */
async function networkTo({ port }: RedisServer) {
  const proxy = await startProxy(port);
  onTestFinished(proxy.end);
  return { proxy, url: `redis://127.0.0.1:${proxy.port}` };
}

async function open(options: RedisBackplaneOptions) {
  const errors: OnboardingError[] = [];
  const backplane = redisBackplane({ onError: (error) => errors.push(error), ...options });
  onTestFinished(backplane.close);
  await backplane.ready();
  return { backplane, codes: () => errors.map(({ code }) => code) };
}

const put = (backplane: Backplane, value: string) =>
  backplane.commit("a", { put: { key: { value, lifetime: 60_000 } } });
const heardBy = async (backplane: Backplane) => {
  const events: string[] = [];
  await backplane.subscribe("a", { onEntry: ({ event }) => events.push(event), onGap() {} });
  return events;
};
/** Again and again, as requests come. */
const untilDone = (work: () => Promise<unknown>) => vi.waitFor(work, { timeout: 60_000, interval: 100 });

const clients: readonly (readonly [string, (url: string) => RedisBackplaneOptions])[] = [
  ["node-redis 6", (url) => ({ url })],
  ["node-redis 5", (url) => ({ client: createClient5({ url }) })],
];

describe.skipIf(!redisProgram)("redisBackplane", () => {
  it("leaves a connection that is written to and hears nothing, through node-redis 5 and 6, and of a cluster", async () => {
    await Promise.all([
      clusterThatGoesSilent(),
      ...clients.map(async ([, options]) => {
        const { proxy, url } = await networkTo(await redisWith());
        const { backplane } = await open({ ...options(url), patience: 500 });
        const events = await heardBy(backplane);
        proxy.hold("all");
        await expect(put(backplane, "1")).rejects.toMatchObject({ code: "ONB-510" });
        proxy.forget();
        await untilDone(() => put(backplane, "2"));
        await untilDone(async () => {
          await backplane.commit("a", { append: [{ event: "1" }] });
          expect(events).toContain("1");
        });
      }),
    ]);
  });

  it.each(clients)("leaves a Redis that has become a replica, through %s", async (_, options) => {
    const [former, next] = [await redisWith(), await redisWith()];
    const { proxy, url } = await networkTo(former);
    const { backplane } = await open(options(url));
    const events = await heardBy(backplane);
    await put(backplane, "1");
    proxy.target = next.port;
    // It is nobody's replica: what is written to the next does not come by the former.
    await former.call("REPLICAOF", "127.0.0.1", "1");
    await untilDone(() => put(backplane, "2"));
    await untilDone(async () => {
      await backplane.commit("a", { append: [{ event: "1" }] });
      expect(events).toContain("1");
    });
    expect(await next.call("EXISTS", "codat-onboarding:{9}:a:v")).toMatch(/^:\d/);
  });

  it.each(clients)(
    "says that its password is refused, and goes on when that is put right, through %s",
    async (_, options) => {
      const redis = await redisWith("--requirepass", "first");
      const { backplane, codes } = await open(options(redis.url.replace("//", "//:first@")));
      const events = await heardBy(backplane);
      const call = (...command: string[]) => redis.callAs("first", ...command);
      await call("CONFIG", "SET", "requirepass", "second");
      await redis.callAs("second", "CLIENT", "KILL", "TYPE", "pubsub");
      await redis.callAs("second", "CLIENT", "KILL", "TYPE", "normal");
      const refused = { code: "ONB-506", recoverable: true, message: expect.stringContaining("WRONGPASS") };
      await untilDone(() => expect(put(backplane, "1")).rejects.toMatchObject(refused));
      expect(codes()).toContain("ONB-506");
      await redis.callAs("second", "CONFIG", "SET", "requirepass", "first");
      await untilDone(() => put(backplane, "2"));
      await untilDone(async () => {
        await backplane.commit("a", { append: [{ event: "1" }] });
        expect(events).toContain("1");
      });
    },
  );
});

/** One of its nodes, which clients reach by a network that can fail. Nobody listens to it: that would be noticed. */
async function clusterThatGoesSilent(): Promise<void> {
  const { nodes, end } = await startCluster();
  onTestFinished(end);
  const proxies = await Promise.all(nodes.map(({ port }) => startProxy(port)));
  for (const proxy of proxies) onTestFinished(proxy.end);
  // Where clients are sent; the nodes talk to each other by ports of their own.
  for (const [n, node] of nodes.entries())
    await node.call("CONFIG", "SET", "cluster-announce-port", String(proxies[n]?.port));
  await vi.waitFor(async () => {
    for (const node of nodes) {
      const known = await node.call("CLUSTER", "NODES");
      for (const { port } of proxies) expect(known).toContain(`:${port}@`);
    }
  }, 30_000);
  const url = proxies.map(({ port }) => `redis://127.0.0.1:${port}`);
  const { backplane } = await open({ url, channels: "rooms", patience: 500 });
  // Of all three nodes.
  const rooms = Array.from({ length: 12 }, (_, n) => `room ${n}`);
  const commitAll = () => Promise.all(rooms.map((room) => backplane.commit(room, { put: { key: null } })));
  await commitAll();
  proxies[0]?.hold("all");
  await expect(commitAll()).rejects.toMatchObject({ code: "ONB-510" });
  proxies[0]?.forget();
  await untilDone(commitAll);
}
