import type { Company } from "codat-onboarding/server";
import { createFakeCodat, type FakeCodat, type FakeFault } from "codat-onboarding/testing";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { customerTagKey } from "../../../src/server/companies/customerTag.js";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { serve } from "../../support/nodeServer.js";
import { type RacingProcess, startProcesses } from "./racingProcesses.js";

const customers = Array.from({ length: 20 }, (_, n) => `customer${n}`);
/** Fewer than the calls that a process makes at once, so that what is held back for one cannot hold up another. */
const batches = Array.from({ length: 4 }, (_, n) => customers.slice(n * 5, n * 5 + 5));
/** Requests of one customer to each process, all at once. */
const each = [1, 2, 3];
const minute = 60_000;

let started: Awaited<ReturnType<typeof startProcesses>>;
beforeAll(async () => {
  started = await startProcesses(2);
});
afterAll(() => started.end());

interface RacedCodat {
  fake: FakeCodat;
  url: string;
  /** From now on, companies are made only when both processes have asked for each of these customers. */
  holdFor(some: readonly string[]): void;
}

/**
 * A Codat that both processes call over HTTP.
 *
 * @param first what goes wrong with the first call that makes a customer's company; such calls come one after another
 */
async function racedCodat(first?: FakeFault): Promise<RacedCodat> {
  const begin = new Date("2026-11-23T08:00:00.437Z");
  const fake = createFakeCodat({ now: () => begin, quota: { perDay: 100_000, perMinute: 100_000 } });
  const asked = new Map<string, number>();
  let held: readonly string[] = [];
  let line: Promise<unknown> = Promise.resolve();

  async function post(request: Request): Promise<Response> {
    const text = await request.text();
    const { tags } = JSON.parse(text) as { tags: Record<string, string> };
    const customer = tags[customerTagKey] ?? "";
    const count = (asked.get(customer) ?? 0) + 1;
    asked.set(customer, count);
    const { url, method, headers } = request;
    const send = () => fake.fetch(new Request(url, { method, headers, body: text }));
    if (first) {
      const answer = line.then(() => {
        if (count === 1) fake.fault({ ...first, method: "POST", path: "/companies" });
        return send();
      });
      line = answer.catch(() => undefined);
      return answer;
    }
    if (held.includes(customer)) fake.fault({ method: "POST", path: "/companies", delay: minute });
    const answer = send();
    if (held.length > 0 && held.every((one) => (asked.get(one) ?? 0) > 1)) {
      held = [];
      fake.clearFaults();
      // Everything that is under way is waiting by then.
      setImmediate(() => void fake.advance(minute));
    }
    return answer;
  }

  const server = await serve(
    toNodeHandler({
      fetch: async (request) => {
        const { pathname, search } = new URL(request.url);
        const here = new Request(fake.baseUrl + pathname + search, request);
        return request.method === "POST" ? post(here) : fake.fetch(here);
      },
    }),
  );
  onTestFinished(() => server.close());
  return {
    fake,
    url: server.url,
    holdFor(some) {
      held = some;
      for (const one of some) asked.delete(one);
    },
  };
}

interface Race {
  codat: RacedCodat;
  /** The customer's name, as each process knows it. */
  names: (process: number) => string;
  isHeld?: boolean | undefined;
  life?: string | undefined;
}

/** The first requests of all customers at both processes. @returns whether each customer was shown one company */
async function race({ codat, names, isHeld = false, life }: Race): Promise<void> {
  for (const some of isHeld ? batches : [customers]) {
    if (isHeld) codat.holdFor(some);
    const visits = some.flatMap((customer) =>
      started.processes.flatMap((process: RacingProcess, n) =>
        each.map(async () => {
          const visitor = { codat: codat.url, customer, name: names(n), life };
          let response = await process.ask("POST /company", visitor);
          // What is not sure yet is left to the next request.
          for (let tries = 1; response.status === 503 && tries < 3; tries++) {
            await response.body?.cancel();
            response = await process.ask("POST /company", visitor);
          }
          return { customer, status: response.status, id: ((await response.json()) as Company).id };
        }),
      ),
    );
    const seen = await Promise.all(visits);
    for (const customer of some) {
      const shown = seen.filter((visit) => visit.customer === customer);
      expect(new Set(shown.map(({ status, id }) => `${status} ${id}`)).size).toBe(1);
      expect(shown[0]?.status).toBe(200);
    }
  }
  const owners = codat.fake.companies().map(({ tags }) => tags?.[customerTagKey]);
  expect(owners.sort()).toEqual(customers.toSorted());
}

const same = () => "Oak & Elm Ltd";
const changed = (process: number) => ["Oak & Elm Ltd", "Elm & Oak Ltd"][process] ?? "";

it.each([
  ["the same name", same],
  ["a name that was changed in between", changed],
])("twenty customers with %s, whose calls meet at Codat, get one company each", async (_, names) => {
  await race({ codat: await racedCodat(), names, isHeld: true });
});

it.each<[string, FakeFault]>([
  ["500 before the act", { status: 500 }],
  ["500 after the act", { status: 500, applied: true }],
  ["402, as of a plan that is full", { status: 402 }],
  ["a cut connection after the act", { drop: true, applied: true }],
  ["409, though nothing else is under way", { status: 409 }],
  ["422, though nothing else was asked", { status: 422 }],
])("twenty customers get one company each, though the first answer is %s", async (_, fault) => {
  await race({ codat: await racedCodat(fault), names: same });
});

it("twenty customers get one company each, though the first answer is 500 and the name was changed", async () => {
  await race({ codat: await racedCodat({ status: 500 }), names: changed });
});

it.each([1, 89])(
  "companies that were deleted %i minutes after they were made are replaced by one each",
  async (minutes) => {
    const codat = await racedCodat();
    await race({ codat, names: same });
    const before = codat.fake.companies().map(({ id }) => id);
    await codat.fake.advance(minutes * minute);
    for (const id of before) codat.fake.deleteCompany(id);
    await race({ codat, names: same, life: "after a restart" });
    for (const { id } of codat.fake.companies()) expect(before).not.toContain(id);
  },
);
