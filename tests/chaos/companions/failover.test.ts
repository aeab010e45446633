import { describe, expect, it, onTestFinished, vi } from "vitest";
import { companyRoom } from "../../../src/server/backplane/backplaneRooms.js";
import { nginxProgram } from "../../support/nginx.js";
import { type RedisServer, redisProgram, startRedis, untilReplicated } from "../../support/redisServer.js";
import { startProxy, type TcpProxy } from "../../support/tcpProxy.js";
import { type CodatNews, codatNews, type News } from "./codatNews.js";
import { type BusyCustomer, expectLevel, mistakesOf, readCompany, startCustomer } from "./customers.js";
import { requestInvite } from "./deeds.js";
import { untilGiven } from "./shortly.js";
import { startWholeHost, type WholeHost } from "./wholeHost.js";

const isLong = Boolean(process.env["LAW_RUNS"]);
vi.setConfig({ testTimeout: 20 * 60_000 });

const everywhere = [0, 1, 2, 3, undefined];

interface Replicated {
  host: WholeHost;
  news: CodatNews;
  customers: BusyCustomer[];
  replica: RedisServer;
  /** Between the two. */
  link: TcpProxy;
  /** The addresses that the first companion knows, and the others. */
  names: readonly [TcpProxy, TcpProxy];
}

/** Without it a replica waits five seconds before its first synchronisation, and is empty until then. */
const atOnce = ["--appendonly", "yes", "--repl-diskless-sync-delay", "0"];

async function startReplicated(replicas: number): Promise<Replicated> {
  const names = [await startProxy(0), await startProxy(0)] as const;
  for (const { end } of names) onTestFinished(end);
  const host = await startWholeHost({
    redisSettings: atOnce,
    redis: { url: "", replicas },
    redisUrl({ port }, place) {
      for (const name of names) name.target = port;
      return `redis://127.0.0.1:${names[place === 0 ? 0 : 1].port}`;
    },
  });
  onTestFinished(host.end);
  const link = await startProxy(host.redis.port);
  onTestFinished(link.end);
  const replica = await startRedis(...atOnce, "--replicaof", "127.0.0.1", String(link.port));
  onTestFinished(replica.end);
  await untilReplicated(host.redis);
  const news = codatNews(host);
  const customers = await Promise.all(
    ["acme", "bakery"].map((as) => startCustomer(host, news, as, everywhere)),
  );
  for (const { stop } of customers.flatMap(({ pages }) => pages)) onTestFinished(stop);
  return { host, news, customers, replica, link, names };
}

/** Those of some news that are in a company's room at a Redis. */
async function kept(redis: RedisServer, { companyId }: BusyCustomer, told: readonly News[]): Promise<News[]> {
  const ring = await redis.call("LRANGE", await ringOf(redis, companyId), "0", "-1");
  return told.filter(({ eventId }) => ring.includes(eventId));
}

async function ringOf(redis: RedisServer, companyId: string): Promise<string> {
  const keys = await redis.call("KEYS", `*${encodeURIComponent(companyRoom(companyId))}:r`);
  return /codat-onboarding:\S+/.exec(keys)?.[0] ?? "";
}

async function tell(
  { news }: Replicated,
  { next }: BusyCustomer,
  count: number,
  places: readonly (number | undefined)[] = everywhere,
): Promise<News[]> {
  const told = Array.from({ length: count }, next);
  for (const [n, one] of told.entries()) await news.deliver(one, places[n % places.length]);
  return told;
}

function moveTo({ port }: RedisServer, ...names: readonly TcpProxy[]): void {
  for (const name of names) {
    name.target = port;
    name.cut();
  }
}

describe.skipIf(!redisProgram || !nginxProgram)("a failover", () => {
  it("without WAIT loses what its replica did not have, and tells every page", async () => {
    const all = await startReplicated(0);
    const { host, customers, replica, link, names } = all;
    const [acme, bakery] = customers as [BusyCustomer, BusyCustomer];
    const invite = await requestInvite(host, acme.as);
    const earlier = await tell(all, acme, 4);
    await tell(all, bakery, 2);
    await untilReplicated(host.redis);
    link.hold("all");
    const tail = await tell(all, acme, 4);
    expect((await host.ask(`DELETE /invites/${invite?.id}`, { as: acme.as })).status).toBe(204);
    await vi.waitFor(() => {
      for (const { frames } of acme.pages)
        expect(frames.at(-1)?.data).toMatchObject({ type: "invite", invite: { state: "cancelled" } });
    }, 60_000);
    const before = acme.pages.map(({ frames }) => frames.length);

    await host.redis.kill();
    await replica.call("REPLICAOF", "NO", "ONE");
    moveTo(replica, names[0]);
    // Nothing else happens in the room, and its pages are told all the same.
    const toldAt = (here: (place: number | undefined) => boolean) =>
      vi.waitFor(() => {
        for (const [n, { frames, place }] of acme.pages.entries())
          if (here(place)) expect(frames[before[n] ?? 0]?.event).toBe("resync");
      }, 60_000);
    await toldAt((place) => place === 0);
    expect(await kept(replica, acme, earlier)).toEqual(earlier);
    expect(await kept(replica, acme, tail)).toEqual([]);
    // The numbers that the lost ones had are given again, before the others are there to see it.
    const later = await tell(all, acme, 7, [0]);
    moveTo(replica, names[1]);
    await toldAt(() => true);
    later.push(...(await tell(all, acme, 3)));
    await tell(all, bakery, 2);
    expect(await kept(replica, acme, later)).toEqual(later);
    await expectLevel(host, customers);
    expect(bakery.pages.map(({ resyncs }) => resyncs)).toEqual(everywhere.map(() => 0));
    // As the documentation says: who cancelled it was answered, and it is alive.
    expect((await invite?.show())?.status).toBe(200);
  });

  it("with WAIT loses nothing that was acknowledged", async () => {
    const all = await startReplicated(1);
    const { host, news, customers, replica, link, names } = all;
    const [acme] = customers as [BusyCustomer];
    const count = isLong ? 40 : 8;
    const invites = [await requestInvite(host, "acme"), await requestInvite(host, "bakery")];
    const told = await tell(all, acme, 4);
    expect((await host.ask(`DELETE /invites/${invites[0]?.id}`, { as: "acme" })).status).toBe(204);
    // Codat sends and sends; in the midst of it the replica hears no more.
    const acknowledged: News[] = [...told];
    const sending = Array.from({ length: count }, acme.next).map(async (one, n) => {
      if (n === count / 2) link.hold("all");
      if ((await news.attempt(one, n % 4)) === 200) acknowledged.push(one);
      return one;
    });
    const sent = await Promise.all(sending);
    const refused = sent.filter((one) => !acknowledged.includes(one));
    expect(refused.length).toBeGreaterThan(0);
    const cancelled = await host.ask(`DELETE /invites/${invites[1]?.id}`, { as: "bakery" });
    expect(cancelled.status).toBe(503);

    await host.redis.kill();
    await replica.call("REPLICAOF", "NO", "ONE");
    moveTo(replica, ...names);
    expect(await kept(replica, acme, acknowledged)).toEqual(acknowledged);
    // Until there is a replica again, nothing is sure.
    await startRedisAsReplicaOf(replica);
    for (const one of refused) await news.deliver(one);
    await expectLevel(host, customers);
    for (const place of everywhere) await readCompany(host, "acme", place);
    expect((await invites[0]?.show())?.status).toBe(410);
    await untilGiven(async () => {
      const again = await host.ask(`DELETE /invites/${invites[1]?.id}`, { as: "bakery" });
      return again.status === 204 ? true : undefined;
    });
    expect((await invites[1]?.show())?.status).toBe(410);
    expect(mistakesOf(customers)).toEqual([]);
  });

  it("that leaves the old one running, to be written to by nobody, is followed to the new one", async () => {
    const all = await startReplicated(0);
    const { host, customers, replica, names } = all;
    const [acme] = customers as [BusyCustomer];
    await tell(all, acme, 2);
    await untilReplicated(host.redis);
    for (const name of names) name.target = replica.port;
    await replica.call("REPLICAOF", "NO", "ONE");
    await host.redis.call("REPLICAOF", "127.0.0.1", String(replica.port));
    // No connection was ended.
    const later = await tell(all, acme, 3);
    expect(await kept(replica, acme, later)).toEqual(later);
    await expectLevel(host, customers);
  });
});

async function startRedisAsReplicaOf({ port }: RedisServer): Promise<void> {
  const another = await startRedis(...atOnce, "--replicaof", "127.0.0.1", String(port));
  onTestFinished(another.end);
}
