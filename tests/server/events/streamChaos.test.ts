import { afterAll, describe, expect, it } from "vitest";
import { openEvents } from "../../../src/client/openEvents.js";
import type { Company } from "../../../src/core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../../src/core/company/companyEvent.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../../src/server/events/companyFeed.js";
import { createStreams } from "../../../src/server/events/streams.js";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { cutAfter, seeded } from "../../support/cutting.js";
import { type NodeServer, serve } from "../../support/nodeServer.js";
import { tellRoom } from "../../support/rooms.js";
import { company, companyId, owner } from "../../support/streamHost.js";

const { FC_SEED, LAW_RUNS } = process.env;
const seed = Number(FC_SEED) || Date.now() % 2 ** 31;
process.stdout.write(`stream chaos: seed ${seed} (FC_SEED=${seed} repeats this run)\n`);

/** `npm run test:chaos` asks for many. */
const size = LAW_RUNS
  ? { clients: 1_000, cuts: 20_000, restarts: 12 }
  : { clients: 200, cuts: 1_000, restarts: 3 };
/** How much faster than life its pauses are. Its patience with a silent companion is not: the machine may be busy. */
const haste = 50;
/** That patience, in milliseconds; a pause may be longer. */
const silence = 20_000;

const random = seeded(seed);
/** In the end nothing is cut any more. */
let isCalm = false;
let node: NodeServer | undefined;
afterAll(() => node?.close());

/** A companion in memory: a new one knows nothing but what Codat does. */
function createCompanion(codat: () => Company) {
  const backplane = memoryBackplane();
  const now = () => new Date();
  const feed = createCompanyFeed({ backplane, read: async () => codat(), now });
  const streams = createStreams({
    backplane,
    feed,
    recheck: async () => owner,
    now,
    limits: { perCustomer: 10_000, drain: 50 },
  });
  return {
    streams,
    tell: (event: CompanyEvent, id: string) => tellRoom(backplane, companyId, JSON.stringify(event), id),
  };
}

/** The number of the event is its connection's version, so that one that is missed or told twice is seen. */
function numbered(number: number): CompanyEvent {
  return {
    type: "connection",
    connection: {
      id: `c${number % 7}`,
      status: "Linked",
      sourceType: "Accounting",
      platformName: `Bäckerei € 😀 ${number}`,
      version: String(number).padStart(9, "0"),
    },
  };
}

const newest = ({ connections }: Company) =>
  Math.max(0, ...connections.map(({ version }) => Number(version)));

interface Tally {
  company: Company | undefined;
  cuts: number;
  resyncs: number;
  lost: number;
  repeated: number;
  end: AbortController;
}

describe(`browsers whose connections are cut, seed ${seed}`, () => {
  it(`end in the companion's state: ${size.clients} of them, by sockets, cut anywhere, over restarts`, async () => {
    let truth = company();
    let companion = createCompanion(() => truth);
    let isDown = false;
    const handler = toNodeHandler({
      async fetch(request) {
        const chance = random();
        if (isDown || chance < 0.02)
          return new Response(null, { status: 503, headers: { "retry-after": "1" } });
        if (chance < 0.03) return new Response("<p>Sign in", { headers: { "content-type": "text/html" } });
        return companion.streams.open(request, owner.customer, companyId);
      },
    });
    const server = await serve(handler);
    node = server;
    const tallies = Array.from({ length: size.clients }, () => follow(server.url));
    const sum = (of: (tally: Tally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);

    let number = 0;
    const behind = () => tallies.filter(({ company: seen }) => !seen || newest(seen) < number).length;
    for (let restarts = 0; restarts <= size.restarts; restarts++) {
      while (sum(({ cuts }) => cuts) < (size.cuts * (restarts + 1)) / (size.restarts + 1)) {
        number++;
        truth = applyCompanyEvent(truth, numbered(number)) ?? truth;
        await companion.tell(numbered(number), String(number));
        await pause(random() * 20);
        // They share this process with the companion: told faster than they read, nobody gets as far as being cut.
        while (behind() > size.clients / 2) await pause(5);
      }
      if (restarts === size.restarts) break;
      isDown = true;
      const draining = companion.streams.drain();
      companion = createCompanion(() => truth);
      server.server.closeAllConnections();
      await draining;
      isDown = false;
    }
    isCalm = true;
    // A minute: a thousand of them share this process with the companion.
    for (let turn = 0; turn < 2400 && behind() > 0; turn++) await pause(25);
    for (const { end } of tallies) end.abort();

    const told = (state: Company | undefined) =>
      (state?.connections ?? [])
        .map(({ id, version, platformName }) => [id, version, platformName].join())
        .sort();
    for (const { company: seen } of tallies) expect(told(seen)).toEqual(told(truth));
    expect([sum(({ lost }) => lost), sum(({ repeated }) => repeated)]).toEqual([0, 0]);
    expect(sum(({ resyncs }) => resyncs)).toBeGreaterThan(size.clients);
    process.stdout.write(
      `stream chaos: ${sum(({ cuts }) => cuts)} cuts, ${sum(({ resyncs }) => resyncs)} resyncs, 0 lost, 0 repeated\n`,
    );
  }, 1_800_000);
});

function follow(url: string): Tally {
  const end = new AbortController();
  const tally: Tally = { company: undefined, cuts: 0, resyncs: 0, lost: 0, repeated: 0, end };
  const hasty = {
    setTimeout: (run: () => void, milliseconds: number) =>
      setTimeout(run, milliseconds === silence ? milliseconds : milliseconds / haste),
    clearTimeout,
  } as Pick<typeof globalThis, "setTimeout" | "clearTimeout">;
  const events = openEvents({
    url: `${url}/events`,
    signal: end.signal,
    random,
    timers: hasty,
    now: () => Date.now() * haste,
    async fetch(address, init) {
      const response = await fetch(address, init);
      if (isCalm) return response;
      tally.cuts++;
      return cutAfter(response, Math.floor(random() * 4_000), random);
    },
  });
  void (async () => {
    for await (const event of events) {
      const { company: before } = tally;
      const after = applyCompanyEvent(before, event);
      if (event.type === "connection") {
        const number = Number(event.connection.version);
        const known = before ? newest(before) : Number.NaN;
        if (after === before) tally.repeated++;
        else if (number !== known + 1) tally.lost++;
      } else if (event.type === "resync") tally.resyncs++;
      tally.company = after;
    }
  })();
  return tally;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
