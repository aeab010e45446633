import { expect, vi } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import { readEvents } from "../../support/eventReader.js";
import type { CodatNews, News } from "./codatNews.js";
import { type Follower, followStream, mistakesIn } from "./follower.js";
import { untilGiven } from "./shortly.js";
import type { WholeHost } from "./wholeHost.js";

/** A customer who has a company with one connection, and pages that are open. */
export interface BusyCustomer {
  readonly as: string;
  readonly companyId: string;
  readonly pages: readonly Follower[];
  /** The next change of its connection: it is linked, cut off, linked again, and so on. */
  next(): News;
  /** The company as a process knows it. */
  read(place?: number | undefined): Promise<Company>;
}

/** Milliseconds within which what is told arrives, on a machine that does much else. */
const soon = 60_000;

/** @param places - of its pages; `undefined` is nginx */
export async function startCustomer(
  host: WholeHost,
  news: CodatNews,
  as: string,
  places: readonly (number | undefined)[],
): Promise<BusyCustomer> {
  const read = (place?: number) => readCompany(host, as, place);
  const { id: companyId } = await read();
  const [created] = news.of((codat) => codat.startConnection(companyId));
  if (created) await news.deliver(created);
  const connectionId = host.codat.connections(companyId)[0]?.id ?? "";
  const pages = places.map((place) => followStream(host, as, place));
  await vi.waitFor(() => {
    for (const page of pages) expect(page.company?.connections).toHaveLength(1);
  }, soon);

  return {
    as,
    companyId,
    pages,
    read,
    next() {
      const isLinked = host.codat.connections(companyId)[0]?.status === "Linked";
      const [one, ...others] = news.of((codat) =>
        isLinked ? codat.deauthorize(connectionId) : codat.authorize(connectionId),
      );
      if (!one || others.length > 0) throw new Error("A change is one webhook.");
      return one;
    },
  };
}

/** The customer's company, made where there is none; asked for until it is answered. */
export function readCompany(host: WholeHost, as: string, place?: number | undefined): Promise<Company> {
  return untilGiven(async () => {
    const answer = await host.ask("POST /company", { as, place });
    return answer.status === 200 ? ((await answer.json()) as Company) : undefined;
  });
}

/** Waits until every page shows what the companion knows and Codat has, and was told it as it must be. */
export async function expectLevel(host: WholeHost, customers: readonly BusyCustomer[]): Promise<void> {
  for (const { as, pages, companyId, read } of customers) {
    await vi.waitFor(async () => {
      const known = await read();
      const standing = known.connections.filter(({ deleted }) => !deleted);
      expect(statusesOf(standing)).toEqual(statusesOf(host.codat.connections(companyId)));
      const cursor = await cursorOf(host, as);
      for (const { company, frames } of pages) {
        // A status may be the same again: a page is level where it stands at the end of the room.
        expect(frames.at(-1)?.id).toBe(cursor);
        expect(statusesOf(company?.connections)).toEqual(statusesOf(known.connections));
        expect(company?.invites ?? []).toEqual(known.invites ?? []);
      }
    }, soon);
  }
  expect(mistakesOf(customers)).toEqual([]);
}

export function mistakesOf(customers: readonly BusyCustomer[]): string[] {
  return customers.flatMap(({ as, pages }) =>
    pages.flatMap(({ frames, place = "nginx" }) =>
      mistakesIn(frames).map((mistake) => `${as} at ${place}: ${mistake}`),
    ),
  );
}

/** How often a page was told of one piece of news. */
export function timesTold({ frames }: Follower, { eventId }: News): number {
  return frames.filter(
    ({ data }) => data?.type === "connection" && data.connection.version.endsWith(`/${eventId}`),
  ).length;
}

/** Where the company's room stands. */
async function cursorOf(host: WholeHost, as: string): Promise<string | undefined> {
  const stream = readEvents(await host.ask("GET /events", { as }));
  const [snapshot] = await stream.take(1);
  await stream.cancel();
  return snapshot?.id;
}

export function statusesOf(connections: readonly { id: string; status: string }[] = []): string[] {
  return connections.map(({ id, status }) => `${id} ${status}`).sort();
}
