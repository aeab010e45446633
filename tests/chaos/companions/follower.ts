import { openEvents } from "../../../src/client/openEvents.js";
import type { Company } from "../../../src/core/company/company.js";
import { applyCompanyEvent } from "../../../src/core/company/companyEvent.js";
import { type Frame, readEvents } from "../../support/eventReader.js";
import { shortly } from "./shortly.js";
import type { WholeHost } from "./wholeHost.js";

/** A page's stream over however many connections it takes, each begun where the last one ended. */
export interface Follower {
  /** Through which process; none is nginx. */
  readonly place: number | undefined;
  /** All that it was told, in order. */
  readonly frames: readonly Frame[];
  /** The company as the page shows it. */
  readonly company: Company | undefined;
  /** How many connections were accepted. */
  readonly opened: number;
  /** How often it was told to begin anew. */
  readonly resyncs: number;
  stop(): Promise<void>;
}

/** @param as - the customer, who has a company */
export function followStream(host: WholeHost, as: string, place?: number | undefined): Follower {
  const ending = new AbortController();
  const frames: Frame[] = [];
  let company: Company | undefined;
  let opened = 0;
  let lastId: string | undefined;

  async function readOnce(): Promise<void> {
    const response = await host.ask("GET /events", {
      as,
      place,
      signal: ending.signal,
      headers: { accept: "text/event-stream", ...(lastId !== undefined && { "last-event-id": lastId }) },
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return;
    }
    opened++;
    const reader = readEvents(response);
    for (;;) {
      const [frame] = await reader.take(1);
      if (!frame?.data) return;
      frames.push(frame);
      lastId = frame.id;
      company = applyCompanyEvent(company, frame.data);
    }
  }

  async function follow(): Promise<void> {
    while (!ending.signal.aborted) {
      await readOnce().catch(() => undefined);
      await shortly();
    }
  }

  const following = follow();
  return {
    place,
    frames,
    get company() {
      return company;
    },
    get opened() {
      return opened;
    },
    get resyncs() {
      return frames.filter(({ event }) => event === "resync").length;
    },
    async stop() {
      ending.abort();
      await following;
    },
  };
}

/** The same as browsers have it, through nginx: what is known of the company by the client of the package. */
export function followByClient(
  host: WholeHost,
  as: string,
): { readonly company: Company | undefined; stop(): Promise<void> } {
  const ending = new AbortController();
  let company: Company | undefined;
  const events = openEvents({
    url: `${host.originOf()}/api/codat/events`,
    signal: ending.signal,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init?.headers, cookie: `customer=${as}` } }),
  });
  const following = (async () => {
    for await (const event of events) company = applyCompanyEvent(company, event);
  })();
  return {
    get company() {
      return company;
    },
    async stop() {
      ending.abort();
      await following;
    },
  };
}

/**
 * What no fault may do to a stream: an event that comes twice, or one that is left out, where the room numbers them and
 * the stream was not told to begin anew.
 */
export function mistakesIn(frames: readonly Frame[]): string[] {
  const seen = new Set<string>();
  const mistakes: string[] = [];
  let last: string | undefined;
  for (const { id = "", event } of frames) {
    const isBeginning = event === "snapshot" || event === "resync";
    if (!isBeginning) {
      if (seen.has(id)) mistakes.push(`${id} twice`);
      if (Number.parseInt(id, 10) !== Number.parseInt(last ?? "", 10) + 1)
        mistakes.push(`${id} after ${last}`);
    }
    seen.add(id);
    last = id;
  }
  return mistakes;
}
