import { redisBackplane } from "codat-onboarding/redis";
import { describe, expect, it, onTestFinished } from "vitest";
import { type CompanionTest, companionTest, origin } from "../server/companionTest.js";
import { readEvents } from "../support/eventReader.js";
import { createMovingClock } from "../support/movingClock.js";
import { redisProgram, startRedis } from "../support/redisServer.js";

/** Four of one host, each with connections of its own; Codat's webhooks come to the first. */
async function fourCompanions(): Promise<[CompanionTest, ...CompanionTest[]]> {
  const redis = await startRedis("--appendonly", "yes");
  onTestFinished(redis.end);
  const clock = createMovingClock();
  const companion = (more: object = {}) => {
    const backplane = redisBackplane({ url: redis.url, patience: 9_000 });
    const invites = { secret: "what the tests sign their invites with", publicUrl: origin };
    const made = companionTest({ backplane, invites, clock, ...more });
    onTestFinished(() => made.server.close());
    return made;
  };
  const first = companion();
  const others = [1, 2, 3].map(() => companion({ fake: first.fake }));
  return [first, ...others];
}

describe.skipIf(!redisProgram)("companions that share a Redis", () => {
  it("make one company of a customer, of a hundred first requests at all four", async () => {
    const all = await fourCompanions();
    const asked = Array.from({ length: 100 }, (_, n) => all[n % 4]?.json<{ id: string }>("POST /company"));
    const ids = new Set((await Promise.all(asked)).map((company) => company?.id));
    expect([ids.size, all[0].fake.companies().length]).toEqual([1, 1]);
    expect([...ids]).toEqual([all[0].fake.companies()[0]?.id]);
    // Who does not share what is known looks for it at Codat too.
    const looks = all[0].fake
      .requests()
      .filter(({ method, path }) => `${method} ${path}`.startsWith("GET /companies?"));
    expect(looks).toHaveLength(1);
    expect(all.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it("tell every stream of what one of them was told, and go on at another where it was cut", async () => {
    const [first, ...others] = await fourCompanions();
    const { id } = await first.json<{ id: string }>("POST /company");
    const streams = await Promise.all(others.map(async ({ ask }) => readEvents(await ask("GET /events"))));
    const snapshots = await Promise.all(streams.map((stream) => stream.take(1)));
    first.fake.connect(id);
    await first.fake.webhooks.settle();
    const told = await Promise.all(streams.map(async (stream) => (await stream.take(1))[0]));
    expect(told.map((frame) => frame?.event)).toEqual(["connection", "connection", "connection"]);
    expect(new Set(told.map((frame) => frame?.id)).size).toBe(1);
    await Promise.all(streams.map((stream) => stream.cancel()));

    const headers = { "last-event-id": snapshots[0]?.[0]?.id ?? "" };
    const again = readEvents(await first.ask("GET /events", { headers }));
    expect((await again.take(1))[0]).toEqual(told[0]);
    await again.cancel();
  });

  it("know the invites of each other, and that one was cancelled", async () => {
    const [first, second, third] = await fourCompanions();
    await first.json("POST /company");
    const body = { sourceType: "accounting", prepared: true };
    const { id, url } = await first.json<{ id: string; url: string }>("POST /invites", { body });
    const page = async () => (await third?.server.fetch(new Request(url)))?.text();
    expect(await page()).toContain("accounting software");
    expect((await second?.ask(`DELETE /invites/${id}`))?.status).toBeLessThan(300);
    expect(await page()).not.toContain("accounting software");
    const press = { method: "POST", headers: { "sec-fetch-site": "same-origin" } };
    expect((await first.server.fetch(new Request(url, press))).status).not.toBe(303);
  });
});
