import type { Company } from "codat-onboarding/server";
import {
  createFakeCodat,
  type FakeCodat,
  type FakeCodatOptions,
  type FakeFault,
} from "codat-onboarding/testing";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { OnboardingError } from "../../../src/core/errors.js";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import {
  companyRoom,
  customerRoom,
  existsValue,
  makingValue,
} from "../../../src/server/backplane/backplaneRooms.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { type CodatClient, createCodatClient } from "../../../src/server/codat/codatClient.js";
import { sentPayer } from "../../../src/server/codat/payer.js";
import { type Companies, createCompanies } from "../../../src/server/companies/companies.js";
import { customerTagKey } from "../../../src/server/companies/customerTag.js";
import type { CompanyStore } from "../../../src/server/options/options.js";
import { createReportError } from "../../../src/server/utils/reportError.js";
import { settled } from "../../support/fakeTimers.js";
import { putIn } from "../../support/rooms.js";
import { apiKey, codatUrl, companionTest, hastyTimers } from "../companionTest.js";

const acme = { id: "acme", name: "Oak & Elm Ltd" };
const nowhere = "00000000-0000-4000-8000-00000000dead";

let fake: FakeCodat;
let backplane: Backplane;
let errors: OnboardingError[];

beforeEach(() => {
  fake = fakeCodat();
  backplane = memoryBackplane();
  errors = [];
});
afterEach(() => backplane.close());

function fakeCodat(options: FakeCodatOptions = {}): FakeCodat {
  return createFakeCodat({ baseUrl: codatUrl, apiKey, ...options });
}

/** What one process knows of companies; several share a backplane and a Codat. */
function companies(store?: CompanyStore, codat?: CodatClient): Companies {
  const transport = { fetch: fake.fetch, now: () => new Date(), timers: hastyTimers };
  return createCompanies({
    codat: codat ?? createCodatClient({ apiKey, apiUrl: codatUrl, ...transport }),
    backplane,
    store,
    appName: "Acme Lending",
    report: createReportError((error) => errors.push(error)),
    timers: hastyTimers,
  });
}

function made(): number {
  return fake.requests().filter(({ method, path }) => method === "POST" && path === "/companies").length;
}

describe("finding the company", () => {
  it("never makes one", async () => {
    expect(await companies().find(acme)).toBeUndefined();
    expect(made()).toBe(0);
  });

  it("asks Codat once for a page that asks again and again", async () => {
    const one = companies();
    for (let count = 0; count < 20; count++) await one.find(acme);
    const { id } = fake.createCompany("Oak", { tags: { [customerTagKey]: "birch" } });
    for (let count = 0; count < 20; count++) expect(await one.find({ id: "birch" })).toBe(id);
    expect(fake.requests()).toHaveLength(2);
  });

  it("asks for the customer, though somebody else has just begun who may not have it asked", async () => {
    const { id } = fake.createCompany("Oak", { tags: { [customerTagKey]: "acme" } });
    const codat = createCodatClient({ apiKey, apiUrl: codatUrl, fetch: fake.fetch, now: () => new Date() });
    let refuse = () => {};
    const refused = new Promise<never>((_, reject) => {
      refuse = () => reject(new Error("over the budget"));
    });
    const one = companies(undefined, (call) => (call.payer?.kept ? refused : codat(call)));
    const sent = one.find(acme, sentPayer("acme")).catch(({ message }: Error) => message);
    const own = one.find(acme).catch(({ message }: Error) => message);
    await settled();
    refuse();
    expect([await sent, await own]).toEqual(["over the budget", id]);
  });

  it("asks once for those who ask together, each for his own", async () => {
    const ids = ["acme", "birch"].map((id) => fake.createCompany(id, { tags: { [customerTagKey]: id } }).id);
    const one = companies();
    const wanted = ["acme", "birch", "cedar", "acme", "birch"];
    const found = await Promise.all(wanted.map((id) => one.find({ id })));
    expect(found).toEqual([ids[0], ids[1], undefined, ids[0], ids[1]]);
    expect(fake.requests()).toHaveLength(3);
  });

  it("takes a company that carries the customer's tag, and no other", async () => {
    fake.createCompany("Acme", { tags: { [customerTagKey]: "acme corp" } });
    fake.createCompany("acme", { tags: { other: "acme" } });
    const { id } = fake.createCompany("Another name", { tags: { [customerTagKey]: "acme", team: "red" } });
    expect(await companies().find(acme)).toBe(id);
    expect(await companies().ensure(acme)).toBe(id);
    expect(made()).toBe(0);
  });

  it("does not leave the comparing to Codat", async () => {
    const { id } = fake.createCompany("Oak", { tags: { [customerTagKey]: "acme" } });
    const unfiltered: typeof fetch = (input, init) => {
      const request = new Request(input, init);
      return fake.fetch(new Request(request.url.replace(/&tags=[^&]*/, ""), request));
    };
    for (let count = 0; count < 150; count++)
      fake.createCompany(`Company ${count}`, { tags: { [customerTagKey]: `acme${count}` } });
    const last = fake.createCompany("Elm", { tags: { [customerTagKey]: "elm" } });
    const { ask, json } = companionTest({ fake, fetch: unfiltered });
    expect((await json<Company>("GET /company")).id).toBe(id);
    expect((await json<Company>("GET /company", { as: "elm" })).id).toBe(last.id);
    expect((await ask("GET /company", { as: "nobody" })).status).toBe(404);
  });

  it("settles several on the oldest, and says so", async () => {
    let clock = new Date("2026-11-23T08:00:00Z");
    fake = fakeCodat({ now: () => clock });
    clock = new Date("2026-11-23T09:00:00Z");
    fake.createCompany("Later", { tags: { [customerTagKey]: "acme" } });
    clock = new Date("2026-11-23T07:00:00Z");
    const { id } = fake.createCompany("Earlier", { tags: { [customerTagKey]: "acme" } });
    expect(await companies().ensure(acme)).toBe(id);
    expect(errors.map(({ code }) => code)).toEqual(["ONB-509"]);
    expect(errors[0]?.message).not.toContain("acme");
  });

  it("finds the company of a customer whose connection has ended, and makes no other", async () => {
    const { id } = fake.createCompany("Oak", { tags: { [customerTagKey]: "acme" } });
    fake.deauthorize(fake.connect(id).id);
    expect(await companies().ensure(acme)).toBe(id);
    expect(made()).toBe(0);
  });

  it("finds what another process has made", async () => {
    const id = await companies().ensure(acme);
    expect(await companies().find(acme)).toBe(id);
    await backplane.close();
    backplane = memoryBackplane();
    expect(await companies().find(acme)).toBe(id);
  });

  it("finds nothing once the company is deleted, and makes another when asked", async () => {
    const one = companies();
    const id = await one.ensure(acme);
    fake.deleteCompany(id);
    await one.forget(id, true);
    expect(await one.find(acme)).toBeUndefined();
    expect(await one.ensure(acme)).not.toBe(id);
  });
});

describe("the host's own record", () => {
  it("that never answers holds nobody up for ever", async () => {
    const never = () => new Promise<never>(() => {});
    const silent = companies({ get: never, set: () => {} });
    await expect(Promise.all([silent.find(acme), silent.ensure(acme)])).rejects.toMatchObject({
      code: "ONB-510",
      recoverable: true,
    });
    expect(made()).toBe(0);
    const deaf = companies({ get: () => null, set: never });
    const [id] = await Promise.all([deaf.ensure(acme), deaf.ensure(acme)]);
    expect(await deaf.find(acme)).toBe(id);
    expect(errors).toMatchObject([{ code: "ONB-510" }]);
    expect(made()).toBe(1);
  });

  it("comes first, if Codat knows the company", async () => {
    fake.createCompany("Tagged", { tags: { [customerTagKey]: "acme" } });
    const { id } = fake.createCompany("Recorded");
    const get = () => id.toUpperCase();
    expect(await companies({ get, set: () => {} }).find(acme)).toBe(id);
    expect(await companies({ get, set: () => {} }).ensure(acme)).toBe(id);
  });

  it("is believed without a call, and passed over once a reading finds that Codat does not know it", async () => {
    const told: string[][] = [];
    const records = { get: () => nowhere, set: (...pair: [string, string]) => void told.push(pair) };
    const one = companies(records);
    expect([await one.find(acme), await one.ensure(acme)]).toEqual([nowhere, nowhere]);
    expect(fake.requests()).toEqual([]);
    await one.forget(nowhere);
    const id = await one.ensure(acme);
    expect(fake.companies().map((one) => one.id)).toEqual([id]);
    expect(told).toEqual([["acme", id]]);
  });

  it("that names a company which Codat does not know is passed over by the request that finds out", async () => {
    const told: string[][] = [];
    const records = { get: () => nowhere, set: (...pair: [string, string]) => void told.push(pair) };
    const { json, ask } = companionTest({ fake, companies: records });
    expect((await json<Company>("POST /company")).id).toBe(fake.companies()[0]?.id);
    expect((await ask("GET /go?sourceType=accounting")).headers.get("location")).toContain(
      fake.companies()[0]?.id,
    );
    expect(fake.companies()).toHaveLength(1);
    expect(told).toEqual([["acme", fake.companies()[0]?.id]]);
  });

  it("is told of a company that its tag has found", async () => {
    const { id } = fake.createCompany("Tagged", { tags: { [customerTagKey]: "acme" } });
    const told: string[][] = [];
    const set = (...pair: [string, string]) => void told.push(pair);
    expect(await companies({ get: () => null, set }).find(acme)).toBe(id);
    expect(told).toEqual([["acme", id]]);
  });

  it("is passed over once Codat no longer knows what it says", async () => {
    const kept = new Map<string, string>();
    const records = {
      get: (id: string) => kept.get(id),
      set: (id: string, company: string) => void kept.set(id, company),
    };
    const id = await companies(records).ensure(acme);
    // Before that it might be one that Codat does not find yet.
    await fake.advance(60_000);
    fake.deleteCompany(id);
    // As after a day, when it is looked for again.
    await putIn(backplane, companyRoom(id), existsValue, null);
    // As a reading does.
    await companies(records).forget(id);
    expect(await companies(records).ensure(acme)).not.toBe(id);
  });

  it("is told of a company that was made, and may fail at that", async () => {
    const set = () => Promise.reject(new Error("database at 10.0.0.1"));
    const id = await companies({ get: () => null, set }).ensure(acme);
    expect(fake.companies()).toMatchObject([{ id }]);
    expect(errors).toMatchObject([{ code: "ONB-510", cause: { message: "database at 10.0.0.1" } }]);
    expect(errors[0]?.message).not.toContain("10.0.0.1");
  });

  it("holds no longer than it stands", async () => {
    const { id } = fake.createCompany("Recorded");
    let record: string | null = id;
    const one = companies({ get: () => record, set: () => {} });
    expect(await one.find(acme)).toBe(id);
    record = null;
    expect(await one.find(acme)).toBeUndefined();
  });

  it("is not guessed at while it fails", async () => {
    const get = () => Promise.reject(new Error("down"));
    await expect(companies({ get, set: () => {} }).ensure(acme)).rejects.toMatchObject({ code: "ONB-510" });
    await expect(companies({ get: () => "17", set: () => {} }).ensure(acme)).rejects.toMatchObject({
      code: "ONB-510",
    });
    expect(made()).toBe(0);
  });
});

/** What may go wrong with the call that makes the company, and how often it is made then. */
const troubles: readonly (readonly [string, FakeFault])[] = [
  ["429 three times over", { status: 429, retryAfter: 1, times: 5 }],
  ["500 before anything happened", { status: 500 }],
  ["500 after it happened", { status: 500, applied: true }],
  ["503 twice", { status: 503, times: 2 }],
  ["a cut connection before anything happened", { drop: true }],
  ["a cut connection after it happened", { drop: true, applied: true }],
  ["two cut connections", { drop: true, applied: true, times: 2 }],
  ["an HTML page after it happened", { status: 200, body: "<!doctype html>", applied: true }],
];

describe("a hundred requests at once", () => {
  const hundred = <T>(work: (index: number) => Promise<T>) =>
    Promise.all(Array.from({ length: 100 }, (_, index) => work(index)));

  it("make one company in one process", async () => {
    const one = companies();
    const ids = await hundred(() => one.ensure(acme));
    expect(new Set(ids).size).toBe(1);
    expect(fake.companies()).toHaveLength(1);
    expect(made()).toBe(1);
  });

  it("make one company in ten processes that share a backplane", async () => {
    const processes = Array.from({ length: 10 }, () => companies());
    const ids = await hundred((index) => (processes[index % 10] as Companies).ensure(acme));
    expect(new Set(ids).size).toBe(1);
    expect(fake.companies()).toHaveLength(1);
  });

  it.each(troubles)("make one company in spite of %s", async (_, fault) => {
    fake.fault({ method: "POST", path: "/companies", ...fault });
    const processes = [companies(), companies()];
    const ids = await hundred((index) => (processes[index % 2] as Companies).ensure(acme));
    expect(new Set(ids).size).toBe(1);
    expect(fake.companies()).toHaveLength(1);
    expect(fake.companies()[0]?.tags).toEqual({ [customerTagKey]: "acme" });
  });

  it.each(troubles.filter(([, { applied }]) => applied))(
    "through the route make one company in spite of %s",
    async (_, fault) => {
      const { ask, fake: codat } = companionTest({ fake });
      codat.fault({ method: "POST", path: "/companies", ...fault });
      const answers = await hundred(() => ask("POST /company"));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      expect(codat.companies()).toHaveLength(1);
    },
  );

  it("of a hundred customers make a hundred companies", async () => {
    const one = companies();
    const ids = await hundred((index) => one.ensure({ id: `customer ${index}` }));
    expect(new Set(ids).size).toBe(100);
    expect(fake.companies()).toHaveLength(100);
  });
});

describe("a company that cannot be made", () => {
  it("is made under the same key by the next request, whichever process has it", async () => {
    fake.fault({ method: "POST", path: "/companies", drop: true, applied: true, times: 5 });
    // Codat's own search does not show it yet.
    fake.fault({ method: "GET", path: "/companies", status: 200, body: { results: [] }, times: 6 });
    await expect(companies().ensure(acme)).rejects.toMatchObject({ code: "ONB-508", recoverable: true });
    expect(fake.companies()).toHaveLength(1);
    const id = await companies().ensure(acme);
    expect(fake.companies()).toMatchObject([{ id }]);
  });

  it.each([
    // What comes before the key is not kept under it.
    [401, 1],
    // The answer may be an old one. Where Codat repeats it, another key is tried.
    [400, 3],
    [402, 3],
    [403, 3],
  ])("fails at once when Codat says %i", async (status, times) => {
    fake.fault({ method: "POST", path: "/companies", status, times: 9 });
    await expect(companies().ensure(acme)).rejects.toMatchObject({ code: "ONB-508", recoverable: false });
    expect(made()).toBe(times);
  });

  it("is not waited for longer than twenty seconds while another process makes it", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    await putIn(backplane, customerRoom("acme"), makingValue, "1", { lifetime: 60_000 });
    const failure = companies()
      .ensure(acme)
      .catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(20_400);
    expect(await failure).toMatchObject({ code: "ONB-514", recoverable: true });
    expect(made()).toBe(0);
  });

  it("leaves nothing behind that keeps the next from trying", async () => {
    const one = companies();
    fake.fault({ path: /./, status: 500, times: 3 });
    await expect(one.ensure(acme)).rejects.toMatchObject({ code: "ONB-508" });
    expect(await one.ensure(acme)).toBe(fake.companies()[0]?.id);
  });
});
