import { type RedisBackplaneOptions, redisBackplane } from "codat-onboarding/redis";
import { backplaneTests } from "codat-onboarding/testing";
import { createClient } from "redis";
import { createClient as createClient5 } from "redis-5";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type RedisServer, redisProgram, startCluster, startRedis } from "../support/redisServer.js";

const errors: string[] = [];
let prefixes = 0;

function conforms(name: string, options: () => RedisBackplaneOptions): void {
  describe(`a backplane in ${name}, as every backplane,`, () => {
    const create = ({ now }: { now(): Date }) =>
      redisBackplane({
        ...options(),
        prefix: `test${prefixes++}`,
        now,
        // Beside other work; only what never comes is a failure.
        patience: 9_000,
        onError: ({ message }) => errors.push(message),
      });
    for (const { name, run } of backplaneTests({ create })) it(name, run);
  });
}

describe.skipIf(!redisProgram)("with a real Redis", () => {
  let redis: RedisServer | undefined;
  beforeAll(async () => {
    redis = await startRedis("--appendonly", "yes");
  });
  afterAll(async () => redis?.end());
  const url = () => redis?.url ?? "";

  for (const resp of [3, 2] as const)
    for (const channels of ["parts", "rooms"] as const) {
      const how = { resp, channels };
      const named = `by RESP ${resp}, a channel for ${channels === "rooms" ? "each room" : "many rooms"}`;
      conforms(`Redis ${named}`, () => ({ url: url(), ...how }));
      conforms(`Redis ${named}, through node-redis 5`, () => ({
        client: createClient5({ url: url() }),
        ...how,
      }));
    }
  conforms("Redis with the settings of a client", () => ({ client: createClient({ url: url() }) }));
});

describe.skipIf(!redisProgram)("with a real cluster of three", () => {
  let cluster: Awaited<ReturnType<typeof startCluster>> | undefined;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(async () => cluster?.end());

  for (const channels of ["parts", "rooms"] as const)
    conforms(`a cluster, a channel for ${channels === "rooms" ? "each room" : "many rooms"}`, () => ({
      url: cluster?.urls ?? [],
      channels,
    }));
});
