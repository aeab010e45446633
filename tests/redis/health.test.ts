import { redisBackplane } from "codat-onboarding/redis";
import { expect, it, onTestFinished } from "vitest";
import { companionTest } from "../server/companionTest.js";
import { redisProgram, startRedis } from "../support/redisServer.js";

it.skipIf(!redisProgram)("health sees a Redis that answers, hangs, is gone and is back", async () => {
  const redis = await startRedis();
  onTestFinished(redis.end);
  const backplane = redisBackplane({ url: redis.url, patience: 9_000, onError() {} });
  await backplane.ready();
  const { server } = companionTest({ backplane, streams: { drain: 0 } });
  onTestFinished(() => server.close());
  expect(await server.health()).toMatchObject({
    ready: true,
    backplane: { reachable: true, latency: expect.any(Number) },
  });

  // Its own connection hangs too, until Redis is gone.
  const paused = redis.call("CLIENT", "PAUSE", "600000", "ALL").catch(() => undefined);
  await expect.poll(async () => (await server.health()).ready).toBe(false);
  let isStepOver = false;
  const step = backplane.view("room", []).catch(() => {
    isStepOver = true;
  });
  expect(await server.health()).toMatchObject({ ready: false, backplane: { reachable: false } });
  // It has not waited for as long as the backplane does.
  expect(isStepOver).toBe(false);

  await redis.kill();
  expect((await server.health()).ready).toBe(false);

  await Promise.all([step, paused]);
  await redis.start();
  await expect.poll(async () => (await server.health()).ready).toBe(true);
});
