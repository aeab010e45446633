import { type RedisBackplaneOptions, redisBackplane } from "codat-onboarding/redis";
import type { Backplane, BackplaneListener } from "codat-onboarding/server";
import { createCluster } from "redis";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { OnboardingError } from "../../src/core/errors.js";
import { freePort } from "../support/freePort.js";
import { type RedisServer, redisProgram, startCluster, startRedis } from "../support/redisServer.js";
import { documentedRightOfReplicas, documentedRights } from "./documentedRights.js";

const hour = 3_600_000;
async function redisWith(...settings: string[]): Promise<RedisServer> {
  const redis = await startRedis(...settings);
  onTestFinished(redis.end);
  return redis;
}

function open(options: RedisBackplaneOptions) {
  const errors: OnboardingError[] = [];
  const backplane = redisBackplane({ patience: 9_000, onError: (error) => errors.push(error), ...options });
  onTestFinished(backplane.close);
  return { backplane, errors, told: () => errors.map(({ code, message }) => `${code} ${message}`) };
}

const put = (backplane: Backplane, value: string, sure = false) =>
  backplane.commit("a", { put: { key: { value, lifetime: hour } }, sure });
const valueIn = async (backplane: Backplane) => (await backplane.view("a", ["key"])).values["key"]?.value;
const asCode = (code: string, ...words: string[]) =>
  expect.objectContaining({ code, message: expect.stringMatching(new RegExp(words.join(".*"), "s")) });

class Heard implements BackplaneListener {
  readonly events: string[] = [];
  gaps = 0;
  onEntry({ event }: { event: string }): void {
    this.events.push(event);
  }
  onGap(): void {
    this.gaps += 1;
  }
}

describe("redisBackplane's options", () => {
  it.each<[string, unknown]>([
    ["url", {}],
    ["url", { url: "localhost:6379" }],
    ["url", { url: "https://redis.example" }],
    ["url", { url: [] }],
    ["url", { url: "redis://a", client: { duplicate() {} } }],
    ["client", { client: {} }],
    ["client", { client: createCluster({ rootNodes: [] }) }],
    ["tls", { url: "redis://a", tls: { ca: "" } }],
    ["prefix", { url: "redis://a", prefix: "a{b}" }],
    ["prefix", { url: "redis://a", prefix: "" }],
    ["channels", { url: "redis://a", channels: "all" }],
    ["resp", { url: "redis://a", resp: 4 }],
    ["ringSize", { url: "redis://a", ringSize: 0 }],
    ["replicas", { url: "redis://a", replicas: 0.5 }],
    ["replicas", { url: ["redis://a"], replicas: 1 }],
    ["patience", { url: "redis://a", patience: 20_000 }],
  ])("throws ONB-506 that names %s: %j", (option, options) => {
    expect(() => redisBackplane(options as RedisBackplaneOptions)).toThrow(
      asCode("ONB-506", `this ${option}:`),
    );
  });

  it("has no cluster through node-redis 5, whose client never finds who takes the place of a master", async () => {
    vi.resetModules();
    vi.doMock("redis", () => vi.importActual("redis-5"));
    onTestFinished(() => void vi.doUnmock("redis"));
    const { redisBackplane } = await import("codat-onboarding/redis");
    expect(() => redisBackplane({ url: ["redis://a"] })).toThrow(
      asCode("ONB-506", "this url:", "node-redis 6"),
    );
  });
});

describe.skipIf(!redisProgram)("redisBackplane, with a real Redis,", () => {
  it("outlives its process, is shared by prefix, and is nobody's after it was closed", async () => {
    const { url } = await redisWith("--appendonly", "yes");
    const first = open({ url });
    await first.backplane.ready();
    expect(first.backplane.durable).toBe(true);
    await put(first.backplane, "1");
    await first.backplane.close();
    await expect(valueIn(first.backplane)).rejects.toEqual(asCode("ONB-506", "closed"));
    expect(await valueIn(open({ url }).backplane)).toBe("1");
    expect(await valueIn(open({ url, prefix: "other" }).backplane)).toBeUndefined();
    expect(first.told()).toEqual([]);
  });

  it.each(["allkeys-lru", "volatile-ttl"])("is not to be had while Redis evicts by %s", async (policy) => {
    const redis = await redisWith(
      "--appendonly",
      "yes",
      "--maxmemory",
      "100mb",
      "--maxmemory-policy",
      policy,
    );
    const { backplane, errors } = open({ url: redis.url });
    const refused = asCode("ONB-506", policy, "noeviction");
    await expect(backplane.ready()).rejects.toEqual(refused);
    await expect(valueIn(backplane)).rejects.toEqual(refused);
    await expect(backplane.subscribe("a", new Heard())).rejects.toEqual(refused);
    expect(errors).toEqual([refused]);
    // It may be set right: who asks is answered 503, and comes again.
    expect(errors[0]?.recoverable).toBe(true);
    await redis.call("CONFIG", "SET", "maxmemory-policy", "noeviction");
    await vi.waitFor(() => put(backplane, "1"), { timeout: 30_000, interval: 100 });
    await backplane.ready();
  });

  it("works where nothing is evicted, and warns where there is no append-only file", async () => {
    const { url } = await redisWith("--maxmemory", "100mb", "--maxmemory-policy", "noeviction");
    const { backplane, errors } = open({ url });
    await backplane.ready();
    await put(backplane, "1");
    expect(errors).toEqual([asCode("ONB-506", "append-only")]);
  });

  it("is refused with a wrong password, until that is the right one", async () => {
    const redis = await redisWith("--requirepass", "right", "--appendonly", "yes");
    const { backplane, told } = open({ url: redis.url.replace("//", "//:other@") });
    await expect(backplane.ready()).rejects.toEqual(asCode("ONB-506", "WRONGPASS"));
    await expect(valueIn(backplane)).rejects.toEqual(asCode("ONB-506", "WRONGPASS"));
    await redis.callAs("right", "CONFIG", "SET", "requirepass", "other");
    await vi.waitFor(() => put(backplane, "1"), { timeout: 30_000, interval: 100 });
    // Told once, however often it was asked.
    expect(new Set(told()).size).toBe(told().length);
  });

  it.each(["PEXPIRE", "EVALSHA", "HELLO"])("is not to be had where Redis knows no %s", async (command) => {
    const { url } = await redisWith("--appendonly", "yes", "--rename-command", command, "");
    const { backplane } = open({ url });
    await expect(backplane.ready()).rejects.toEqual(asCode("ONB-506", "does not know a command"));
    await expect(put(backplane, "1")).rejects.toEqual(asCode("ONB-506", "7.0 or later"));
  });

  it("says why Redis is not there", async () => {
    const { backplane, told } = open({ url: `redis://127.0.0.1:${await freePort()}`, patience: 500 });
    await expect(put(backplane, "1")).rejects.toEqual(asCode("ONB-510"));
    expect(told()).toEqual([expect.stringContaining("(ECONNREFUSED)")]);
  });

  it("needs no more rights than the documentation says", async () => {
    const redis = await redisWith("--appendonly", "yes");
    const allow = (name: string, ...more: string[]) =>
      redis.call("ACL", "SETUSER", name, "on", ">word", ...documentedRights(), ...more);
    expect(await allow("companion", "~app:*", "&app:*")).toBe("+OK");
    const { backplane, told } = open({ url: redis.url.replace("//", "//companion:word@"), prefix: "app" });
    await backplane.ready();
    await put(backplane, "1");
    expect([await valueIn(backplane), told()]).toEqual(["1", []]);

    for (const [name, ...lacks] of [
      ["keyless", "~other:*", "&app:*"],
      ["deaf", "~app:*", "&other:*"],
      ["mute", "~app:*", "&app:*", "-publish"],
      ["timeless", "~app:*", "&app:*", "-time"],
    ] as const) {
      await allow(name, ...lacks);
      const one = open({ url: redis.url.replace("//", `//${name}:word@`), prefix: "app" });
      await expect(one.backplane.ready(), name).rejects.toEqual(asCode("ONB-506", "NOPERM"));
    }
    const sure = open({ url: redis.url.replace("//", "//companion:word@"), prefix: "app", replicas: 1 });
    await expect(sure.backplane.ready()).rejects.toEqual(asCode("ONB-506", "NOPERM"));
  });

  it("runs its script again where Redis has forgotten it", async () => {
    const redis = await redisWith("--appendonly", "yes");
    const { backplane } = open({ url: redis.url });
    await put(backplane, "1");
    await redis.call("SCRIPT", "FLUSH");
    expect(await valueIn(backplane)).toBe("1");
  });

  it("leaves nothing in Redis without an end", async () => {
    const redis = await redisWith("--appendonly", "yes");
    const { backplane } = open({ url: redis.url });
    await backplane.commit("a", {
      put: { key: { value: "1", lifetime: 0, ifRoom: hour } },
      append: [{ event: "{}", once: { id: "1", lifetime: hour } }],
      mark: { two: { lifetime: hour, ifRoom: 2 * hour } },
      take: [{ bucket: "b", capacity: 3, every: 1_000 }],
      sure: true,
    });
    await backplane.view("b", [], "now");
    await backplane.commit("c", { sure: true });
    const keys = (await redis.call("KEYS", "*")).match(/codat-onboarding:\S+/g) ?? [];
    expect(keys.filter((key) => !key.includes("trial")).length).toBe(5);
    for (const key of keys) expect(Number((await redis.call("PTTL", key)).slice(1)), key).toBeGreaterThan(0);
  });

  it("keeps a thousand marks of a room beyond what was promised, the newest", async () => {
    const redis = await redisWith("--appendonly", "yes");
    let time = Date.parse("2026-11-23T09:00:00.437Z");
    const { backplane } = open({ url: redis.url, now: () => new Date(time) });
    const mark = (id: string) =>
      backplane.commit("a", { mark: { [id]: { lifetime: hour, ifRoom: 99 * hour } } });
    for (let n = 0; n < 1_050; n++) {
      await mark(String(n));
      time += 1;
    }
    const isMarked = async (id: string) =>
      (await backplane.commit("a", { unless: [id] })).outcome === "marked";
    expect(await isMarked("0")).toBe(true);
    time += 2 * hour;
    await mark("last");
    expect(await Promise.all(["0", "49", "50", "1049", "last"].map(isMarked))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it.each(["parts", "rooms"] as const)(
    "goes on after a restart of Redis with what it was told, by channels for %s",
    async (channels) => {
      const redis = await redisWith("--appendonly", "yes", "--appendfsync", "always");
      const { backplane, told } = open({ url: redis.url, channels });
      const heard = new Heard();
      const { cursor } = await backplane.view("a", [], "now");
      await backplane.subscribe("a", heard);
      await backplane.commit("a", { append: [{ event: "1" }] });
      await put(backplane, "kept");
      await vi.waitFor(() => expect(heard.events).toEqual(["1"]), 20_000);

      await redis.kill();
      // What is given up is not done later.
      await expect(put(backplane, "late")).rejects.toEqual(asCode("ONB-510"));
      await redis.start();
      await vi.waitFor(() => expect(heard.gaps).toBeGreaterThan(0), 20_000);
      await vi.waitFor(async () => expect(await valueIn(backplane)).toBe("kept"), 20_000);
      await backplane.commit("a", { append: [{ event: "2" }] });
      await vi.waitFor(() => expect(heard.events).toEqual(["1", "2"]), 20_000);
      expect((await backplane.view("a", [], { cursor })).entries?.map(({ event }) => event)).toEqual([
        "1",
        "2",
      ]);
      expect(told()[0]).toContain("ONB-510");
    },
  );

  it("starts while Redis is away, and waits for it", async () => {
    const redis = await redisWith("--appendonly", "yes");
    await redis.kill();
    const { backplane } = open({ url: redis.url, patience: 50 });
    await expect(put(backplane, "early")).rejects.toEqual(asCode("ONB-510"));
    await redis.start();
    await backplane.ready();
    const patient = open({ url: redis.url });
    expect(await valueIn(patient.backplane)).toBeUndefined();
  });

  it("waits for a cluster too, and hears it then", async () => {
    const { urls, nodes, end } = await startCluster();
    onTestFinished(end);
    for (const node of nodes) await node.kill();
    const { backplane } = open({ url: urls });
    const ready = backplane.ready();
    for (const node of nodes) await node.start();
    await ready;
    const heard = new Heard();
    await backplane.subscribe("a", heard);
    await vi.waitFor(
      () => backplane.commit("a", { append: [{ event: "1", once: { id: "1", lifetime: hour } }] }),
      20_000,
    );
    await vi.waitFor(() => expect(heard.events).toEqual(["1"]), 20_000);
  });

  it("tells of a gap where its listening connection was ended", async () => {
    const redis = await redisWith("--appendonly", "yes");
    const { backplane } = open({ url: redis.url });
    const heard = new Heard();
    await backplane.subscribe("a", heard);
    await redis.call("CLIENT", "KILL", "TYPE", "pubsub");
    await vi.waitFor(() => expect(heard.gaps).toBeGreaterThan(0), 20_000);
    await backplane.commit("a", { append: [{ event: "1" }] });
    await vi.waitFor(() => expect(heard.events).toEqual(["1"]), 20_000);
  });

  it("answers what must not be undone only when a replica has it", async () => {
    const redis = await redisWith("--appendonly", "yes", "--repl-diskless-sync-delay", "0");
    const rights = [...documentedRights(), documentedRightOfReplicas(), "~app:*", "&app:*"];
    expect(await redis.call("ACL", "SETUSER", "companion", "on", ">word", ...rights)).toBe("+OK");
    const url = redis.url.replace("//", "//companion:word@");
    const { backplane } = open({ url, prefix: "app", replicas: 1 });
    await put(backplane, "alone");
    await expect(put(backplane, "surely", true)).rejects.toEqual(asCode("ONB-510"));
    await redisWith("--replicaof", "127.0.0.1", String(redis.port));
    await vi.waitFor(() => put(backplane, "surely", true), 20_000);
    // A repeated step that finds all done waits too.
    expect((await backplane.commit("a", { unless: ["none"], sure: true })).outcome).toBe("done");
  });

  it("hears a room again whose last listener had just left", async () => {
    const { url } = await redisWith("--appendonly", "yes");
    const { backplane } = open({ url, channels: "rooms" });
    for (let n = 0; n < 20; n++) {
      const heard = new Heard();
      const leaving = await backplane.subscribe("a", new Heard());
      leaving();
      const leave = await backplane.subscribe("a", heard);
      await backplane.commit("a", { append: [{ event: "{}" }] });
      await vi.waitFor(() => expect(heard.events).toEqual(["{}"]), 20_000);
      leave();
    }
  });
});
