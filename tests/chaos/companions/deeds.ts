import { expect, vi } from "vitest";
import type { CodatNews } from "./codatNews.js";
import { type BusyCustomer, readCompany, startCustomer, timesTold } from "./customers.js";
import { untilGiven } from "./shortly.js";
import type { WholeHost } from "./wholeHost.js";

/** What is done at a companion, and what must hold after it, whatever died meanwhile. */
export type Deed = (
  all: DeedsHost,
  /** A customer that nobody has seen. */
  as: string,
) => Promise<{
  /** Once. @returns whether it was acknowledged */
  attempt(place: number): Promise<boolean>;
  /** After one was. */
  check(): Promise<void>;
}>;

export interface DeedsHost {
  host: WholeHost;
  news: CodatNews;
  /** Those whose pages are to be level in the end; deeds add to them. */
  customers: BusyCustomer[];
}

const everywhere = [0, 1, 2, 3, undefined];
/** Milliseconds within which what is told arrives, on a machine that does much else. */
const soon = 60_000;

/** A customer with pages at the processes that do not die, and through nginx. */
async function customerOf({ host, news, customers }: DeedsHost, as: string): Promise<BusyCustomer> {
  const customer = await startCustomer(host, news, as, [1, 2, undefined]);
  customers.push(customer);
  return customer;
}

export interface Invite {
  id: string;
  /** The way that its page is asked for, at any process. */
  show(place?: number | undefined): Promise<Response>;
  press(path: "" | "/decline", place?: number | undefined): Promise<Response>;
}

/** For banking, so that what becomes of the customer's accounting connection does not end it. */
export async function requestInvite(
  host: WholeHost,
  as: string,
  place?: number,
): Promise<Invite | undefined> {
  const body = { sourceType: "banking", platformKey: "suuo", prepared: true };
  const answer = await host.ask("POST /invites", { as, place, body });
  if (answer.status !== 200) return undefined;
  const { id, url } = (await answer.json()) as { id: string; url: string };
  const { pathname } = new URL(url);
  const headers = { "sec-fetch-site": "same-origin" };
  return {
    id,
    show: (at) => fetch(host.originOf(at) + pathname, { redirect: "manual" }),
    press: (path, at) =>
      fetch(host.originOf(at) + pathname + path, { method: "POST", headers, redirect: "manual" }),
  };
}

/** The status of an answer, through whoever has found Redis again. */
function answered(ask: () => Promise<Response>): Promise<number> {
  return untilGiven(async () => {
    const { status } = await ask();
    return status < 500 ? status : undefined;
  });
}

/** Wherever it is asked for, it is not alive. */
async function expectEnded({ show, press }: Invite): Promise<void> {
  for (const place of everywhere) {
    const shown = await answered(() => show(place));
    const pressed = await answered(() => press("", place));
    expect([place, shown, pressed]).toEqual([place, 410, 410]);
  }
}

export const deeds = {
  async "a first request"({ host }, as) {
    const named = () => host.codat.companies().filter(({ name }) => name === `Bakery ${as}`);
    return {
      attempt: async (place) => (await host.ask("POST /company", { as, place })).status === 200,
      async check() {
        expect(named()).toHaveLength(1);
        for (const place of everywhere) {
          expect((await readCompany(host, as, place)).id).toBe(named()[0]?.id);
        }
        expect(named()).toHaveLength(1);
      },
    };
  },

  async "a webhook"(all, as) {
    const { pages, next } = await customerOf(all, as);
    const one = next();
    return {
      attempt: async (place) => (await all.news.attempt(one, place)) === 200,
      async check() {
        const told = () => pages.map((page) => timesTold(page, one));
        await vi.waitFor(() => expect(told()).toEqual(pages.map(() => 1)), soon);
        const hooked = () => all.host.companions.hooked().filter((id) => id === one.eventId).length;
        const before = hooked();
        expect(before).toBeGreaterThan(0);
        for (const place of [0, 1, 2, 3]) await all.news.deliver(one, place);
        expect([told(), hooked()]).toEqual([pages.map(() => 1), before]);
      },
    };
  },

  async "opening a page"(all, as) {
    await customerOf(all, as);
    return {
      async attempt(place) {
        const stopped = new AbortController();
        const { status, body } = await all.host.ask("GET /events", { as, place, signal: stopped.signal });
        const first = new TextDecoder().decode((await body?.getReader().read())?.value);
        stopped.abort();
        return status === 200 && first.includes("event: snapshot");
      },
      check: async () => {},
    };
  },

  async "making an invite"(all, as) {
    const { pages } = await customerOf(all, as);
    const made = new Set<string>();
    return {
      async attempt(place) {
        const invite = await requestInvite(all.host, as, place);
        if (invite) made.add(invite.id);
        return invite !== undefined;
      },
      async check() {
        expect(made.size).toBe(1);
        const shown = () => pages.map(({ company }) => company?.invites?.map(({ id }) => id));
        await vi.waitFor(() => expect(shown()).toEqual(pages.map(() => [...made])), soon);
      },
    };
  },

  async "pressing an invite’s button"(all, as) {
    const { companyId, pages } = await customerOf(all, as);
    const invite = await untilGiven(() => requestInvite(all.host, as));
    return {
      attempt: async (place) => (await invite.press("", place)).status === 303,
      async check() {
        const [shown, again] = [await answered(() => invite.show()), await answered(() => invite.press(""))];
        expect([shown, again]).toEqual([200, 303]);
        // The one that it was made for, beside the one that the customer has.
        expect(all.host.codat.connections(companyId)).toHaveLength(2);
        for (const one of all.news.waiting()) await all.news.deliver(one);
        const states = () => pages.map(({ company }) => company?.invites?.map(({ state }) => state));
        await vi.waitFor(() => expect(states()).toEqual(pages.map(() => ["opened"])), soon);
      },
    };
  },

  async "declining an invite"(all, as) {
    await customerOf(all, as);
    const invite = await untilGiven(() => requestInvite(all.host, as));
    return {
      attempt: async (place) => [200, 410].includes((await invite.press("/decline", place)).status),
      check: () => expectEnded(invite),
    };
  },

  async "cancelling an invite"(all, as) {
    await customerOf(all, as);
    const invite = await untilGiven(() => requestInvite(all.host, as));
    const route = `DELETE /invites/${invite.id}`;
    return {
      attempt: async (place) => (await all.host.ask(route, { as, place })).status === 204,
      check: () => expectEnded(invite),
    };
  },

  async "deleting a company"({ host, news }, as) {
    const invite = await untilGiven(() => requestInvite(host, as));
    const { id } = await readCompany(host, as);
    const [one] = news.of((codat) => codat.deleteCompany(id));
    return {
      attempt: async (place) => one !== undefined && (await news.attempt(one, place)) === 200,
      async check() {
        await expectEnded(invite);
        const others = await Promise.all(everywhere.map((place) => readCompany(host, as, place)));
        const [other, ...more] = new Set(others.map((one) => one.id));
        expect([other === id, more]).toEqual([false, []]);
      },
    };
  },
} satisfies Readonly<Record<string, Deed>>;
