import type { Company, CompanyConnection } from "../../src/core/company/company.js";
import type { CompanyEvent } from "../../src/core/company/companyEvent.js";
import type { Backplane } from "../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../src/server/backplane/memoryBackplane.js";
import { createCompanyFeed } from "../../src/server/events/companyFeed.js";
import type { SessionOwner } from "../../src/server/events/sessionCheck.js";
import { createStreams, type Streams } from "../../src/server/events/streams.js";
import type { Log } from "../../src/server/operating/log.js";
import type { StreamLimits } from "../../src/server/options/streamLimits.js";
import { createFakeTimers, type FakeTimers } from "./fakeTimers.js";
import { tellRoom } from "./rooms.js";

export const companyId = "11111111-1111-4111-8111-111111111111";
export const owner: SessionOwner = {
  customer: { id: "bakery", user: { id: "sam" } },
  companyId,
};

/** A connection as the companion tells of it. */
export function connection(id: string, status: string, second = 0): CompanyConnection {
  return {
    id,
    status,
    sourceType: "Accounting",
    platformName: "Xero",
    version: `2026-03-02T09:00:${String(second).padStart(2, "0")}.0000000Z/`,
  };
}

export function company(...connections: CompanyConnection[]): Company {
  return { id: companyId, linkHost: "link.codat.io", connections, arrivals: {} };
}

/** Streams on a backplane, with a Codat that is one variable. */
export interface StreamHost {
  backplane: Backplane;
  streams: Streams;
  timers: FakeTimers;
  /** What Codat would answer. */
  codat: { company: Company; reads: number; fails: boolean };
  /** Who each session is, by its cookie; `null` has ended, a function is asked. */
  sessions: Map<string, SessionOwner | null | (() => Promise<SessionOwner | null>)>;
  open(headers?: Record<string, string>, from?: SessionOwner): Promise<Response>;
  tell(event: CompanyEvent, dedupeId?: string): Promise<void>;
}

export function createStreamHost(
  options: { backplane?: Backplane; limits?: StreamLimits; random?: () => number; log?: Log } = {},
): StreamHost {
  const timers = createFakeTimers();
  const now = () => new Date(timers.now());
  const backplane = options.backplane ?? memoryBackplane({ now });
  const codat: StreamHost["codat"] = { company: company(), reads: 0, fails: false };
  const sessions: StreamHost["sessions"] = new Map([["s1", owner]]);
  const feed = createCompanyFeed({
    backplane,
    async read() {
      codat.reads++;
      if (codat.fails) throw new Error("Codat is not there.");
      return codat.company;
    },
    now,
  });
  const streams = createStreams({
    backplane,
    feed,
    async recheck(request) {
      const session = sessions.get(request.headers.get("cookie") ?? "") ?? null;
      return typeof session === "function" ? session() : session;
    },
    now,
    timers,
    limits: options.limits,
    random: options.random ?? (() => 0),
    log: options.log,
  });
  let told = 0;
  return {
    backplane,
    streams,
    timers,
    codat,
    sessions,
    open: (headers = {}, { customer, companyId: id } = owner) =>
      streams.open(
        new Request("http://lender.test/api/codat/events", { headers: { cookie: "s1", ...headers } }),
        customer,
        id,
      ),
    async tell(event, dedupeId = `told-${told++}`) {
      await tellRoom(backplane, companyId, JSON.stringify(event), dedupeId);
    },
  };
}
