import { describe, expect, it } from "vitest";
import { callerOf, standingFake, start } from "./codatCalls.js";

const unknownId = "4a1dd4a5-ba5a-4fc4-9ba0-3d5f1a1b2c3d";

async function withCompanies(...tags: Record<string, string>[]) {
  const fake = standingFake();
  const call = callerOf(fake);
  for (const [index, one] of tags.entries()) await call("POST /companies", { name: `C${index}`, tags: one });
  const names = async (query: string) =>
    (await call(`GET /companies?page=1&${query}`)).json.results.map((one: { name: string }) => one.name);
  return { fake, call, names };
}

describe("a company over the API", () => {
  it("is made, read, changed, replaced and deleted", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const tags = { uid: "cust_1" };
    const made = await call("POST /companies", { name: "Bakery", description: "Flour", tags });
    const { id } = made.json;
    expect(made.status).toBe(200);
    expect(made.json).toEqual({
      id: expect.stringMatching(/^[-0-9a-f]{36}$/),
      name: "Bakery",
      description: "Flour",
      redirect: `${fake.baseUrl}/company/${id}`,
      created: start,
      products: [],
      tags,
      referenceSubsidiaryCompanies: [],
      dataConnections: [],
    });
    expect((await call(`GET /companies/${id.toUpperCase()}`)).json).toEqual(made.json);

    const patched = await call(`PATCH /companies/${id}`, { name: "Café & Co", description: null });
    expect(patched.json).toMatchObject({ name: "Caf & Co", description: "Flour", tags });
    for (const none of [{}, null]) {
      await call(`PATCH /companies/${id}`, { tags });
      expect((await call(`PATCH /companies/${id}`, { tags: none })).json.tags).toEqual({});
    }
    const put = await call(`PUT /companies/${id}`, { name: "New" });
    expect(put.json).toMatchObject({ name: "New", description: "", tags: {} });

    expect((await call(`DELETE /companies/${id}`)).status).toBe(204);
    for (const method of ["GET", "DELETE"]) {
      const gone = await call(`${method} /companies/${id}`);
      expect(gone.status).toBe(404);
      expect(gone.json).toEqual({
        statusCode: 404,
        service: "ClientsApi",
        error: `No company was found with ID ${id}`,
        correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
        canBeRetried: "Unknown",
        detailedErrorCode: 0,
      });
    }
  });

  it.each([
    ["cust_123|a:b/c#d", "cust123abcd"],
    ['Müller\'s, "Bread" & Son-s!?.@', "Mller's, Bread & Son-s!?.@"],
  ])("is called %s without what a name may not have", async (name, stripped) => {
    const { json } = await callerOf(standingFake())("POST /companies", { name });
    expect(json.name).toBe(stripped);
  });

  it.each([
    ["no name", {}],
    ["a name of nothing that is allowed", { name: "___" }],
    ["a name that is none", { name: 7 }],
    [
      "eleven tags",
      { name: "A", tags: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`k${i}`, "v"])) },
    ],
    ["a key of 28", { name: "A", tags: { ["k".repeat(28)]: "v" } }],
    ["a value of 101", { name: "A", tags: { k: "v".repeat(101) } }],
    ["a value that is a number", { name: "A", tags: { k: 1 } }],
    ["a list", []],
  ])("is refused with %s", async (_, body) => {
    const fake = standingFake();
    const { status, json } = await callerOf(fake)("POST /companies", body);
    expect([status, json.validation.errors.length, fake.companies()]).toEqual([400, 1, []]);
  });

  it("takes the longest tags there may be", async () => {
    const tags = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`${i}`.padEnd(27, "k"), "v".repeat(100)]),
    );
    const { status, json } = await callerOf(standingFake())("POST /companies", { name: "A", tags });
    expect([status, json.tags]).toEqual([200, tags]);
  });

  it("has a token of its own each time", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const { id } = fake.createCompany();
    const tokens = [
      await call(`GET /companies/${id}/accessToken`),
      await call(`GET /companies/${id}/accessToken`),
    ];
    expect(tokens[0]?.json).toEqual({
      expiresIn: 86_400,
      accessToken: expect.any(String),
      tokenType: "Bearer",
    });
    expect(tokens[0]?.json.accessToken).not.toBe(tokens[1]?.json.accessToken);
    expect((await call(`GET /companies/${unknownId}/accessToken`)).status).toBe(404);
  });

  it("has subsidiaries, which go with it", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const parent = fake.createCompany("Toft");
    const child = fake.createSubsidiary(parent.id, "Toft UK");
    const portal = (id: string) => ({ portal: `https://app.codat.io/companies/${id}/summary` });
    expect((await call(`GET /companies/${parent.id}`)).json.referenceSubsidiaryCompanies).toEqual([
      { id: child.id, name: "Toft UK", links: portal(child.id) },
    ]);
    expect((await call(`GET /companies/${child.id}`)).json.referenceParentCompany).toEqual({
      id: parent.id,
      name: "Toft",
      links: portal(parent.id),
    });
    await call(`DELETE /companies/${parent.id}`);
    expect(fake.companies()).toEqual([]);
  });
});

describe("a list of companies", () => {
  it("comes in pages that lead to one another", async () => {
    const { call } = await withCompanies({}, {}, { a: "1" }, {}, { a: "1" });
    const first = (await call("GET /companies")).json;
    expect([first.pageNumber, first.pageSize, first.totalResults]).toEqual([1, 100, 5]);
    expect(first._links).toEqual({
      self: { href: "/companies" },
      current: { href: "/companies?page=1&pageSize=100" },
    });

    const seen: string[] = [];
    let href: string | undefined = "/companies?page=1&pageSize=2";
    while (href) {
      const { json } = await call(`GET ${href}`);
      seen.push(...json.results.map((one: { name: string }) => one.name));
      expect(json.totalResults).toBe(5);
      href = json._links.next?.href;
    }
    expect(seen).toEqual(["C0", "C1", "C2", "C3", "C4"]);
    expect((await call("GET /companies?pageSize=5")).json._links).not.toHaveProperty("next");
    const last = (await call("GET /companies?page=3&pageSize=2&tags=a%3D1")).json;
    expect([last.results, last._links.previous.href]).toEqual([
      [],
      "/companies?page=2&pageSize=2&tags=a%3D1",
    ]);
  });

  it.each(["page=0", "page=x", "pageSize=0", "pageSize=5001", "pageSize=-1"])("refuses %s", async (query) => {
    expect((await callerOf(standingFake())(`GET /companies?${query}`)).status).toBe(400);
  });

  it.each([
    ["uid=cust_1", ["C0"]],
    ["uid = cust_1", ["C0"]],
    ["uid=CUST_1", []],
    ["uid=cust", []],
    ["uid~cust", ["C0", "C1"]],
    ["uid!=cust_1", ["C1", "C2"]],
    ["region=uk && uid=cust_2", ["C1"]],
    ["region=uk&&uid=cust_1", []],
    ["constructor~Object", []],
    ["region=uk", ["C1", "C2"]],
  ])("is found by the tags %s", async (filter, expected) => {
    const { names } = await withCompanies(
      { uid: "cust_1", region: "us" },
      { uid: "cust_2", region: "uk" },
      { region: "uk" },
    );
    expect(await names(`tags=${encodeURIComponent(filter)}`)).toEqual(expected);
  });

  it.each(["uid", "=x", "uid=", "a=1 &&"])("refuses the tags %s", async (filter) => {
    const { call } = await withCompanies({});
    const { status, json } = await call(`GET /companies?page=1&tags=${encodeURIComponent(filter)}`);
    expect([status, json.error]).toEqual([400, "Error parsing query - Malformed query."]);
  });

  it.each([
    ["dataConnections.status=PendingAuth", ["C1"]],
    ["dataConnections.status!=Linked", ["C0", "C1"]],
    ["dataConnections.status!=PendingAuth&&dataConnections.status!=Linked", ["C0"]],
    ["name=C0 || dataConnections.platformName=Plaid", ["C0", "C2"]],
    ["name>C0", ["C1", "C2"]],
  ])("is found by the query %s", async (query, expected) => {
    const { fake, names } = await withCompanies({}, {}, {});
    const [, pending, linked] = fake.companies();
    fake.startConnection(pending?.id ?? "");
    fake.connect(linked?.id ?? "", { platform: "suuo" });
    expect(await names(`pageSize=10&query=${encodeURIComponent(query)}`)).toEqual(expected);
  });

  it.each([
    ["status=1", "Error parsing query - Could not resolve property status on Company"],
    ["name", "Error parsing query - Malformed query."],
    ["{name=a}", "Error parsing query - Malformed query."],
    [`name=${"a".repeat(2048)}`, "Error parsing query - Malformed query."],
  ])("refuses the query %.20s", async (query, error) => {
    const { call } = await withCompanies({});
    const { status, json } = await call(`GET /companies?pageSize=9&query=${encodeURIComponent(query)}`);
    expect([status, json.error]).toEqual([400, error]);
  });

  it("refuses a query without a page size", async () => {
    expect((await callerOf(standingFake())("GET /companies?query=name%3Da")).status).toBe(400);
  });

  it("comes in another order where it is asked for", async () => {
    const { names } = await withCompanies({}, {}, {});
    expect(await names("orderBy=-name")).toEqual(["C2", "C1", "C0"]);
    expect(await names("orderBy=-modifiedDate")).toEqual(["C0", "C1", "C2"]);
  });
});

describe("quirks", () => {
  it("are nulls where the API document allows them", async () => {
    const fake = standingFake({ quirks: ["nulls"] });
    const { id } = fake.createCompany();
    fake.startConnection(id);
    const { json } = await callerOf(fake)(`GET /companies/${id}`);
    expect(json).toMatchObject({
      description: null,
      lastSync: null,
      createdByUserName: null,
      referenceParentCompany: null,
      referenceSubsidiaryCompanies: [],
    });
    expect(json.dataConnections[0]).toMatchObject({
      lastSync: null,
      dataConnectionErrors: null,
      connectionInfo: null,
    });
  });

  it("are times of seven digits, times without a zone, and fields nobody knows", async () => {
    const fake = standingFake({ quirks: ["sevenDigitTimes", "timesWithoutZone", "unknownFields"] });
    const { id } = fake.createCompany();
    const connection = fake.connect(id);
    fake.completeRead(connection.id);
    fake.setStatus(connection.id, "Paused");
    const { json } = await callerOf(fake)(`GET /companies/${id}`);
    const time = "2026-11-23T08:00:00.0001234";
    expect(json).toMatchObject({ created: time, lastSync: time, fieldOfTomorrow: expect.anything() });
    expect(json.dataConnections).toMatchObject([{ status: "Paused", created: time, lastSync: time }]);
  });
});

describe("one-time links on reading", () => {
  async function redirects(oneTimeLinkOnRead: "new" | "same") {
    const fake = standingFake({ oneTimeLinks: true, oneTimeLinkOnRead });
    const { id } = fake.createCompany();
    const call = callerOf(fake);
    const read = async (): Promise<string> => (await call(`GET /companies/${id}`)).json.redirect;
    return { fake, read };
  }

  it("are made anew", async () => {
    const { fake, read } = await redirects("new");
    const links = [await read(), await read()];
    expect(new Set(links).size).toBe(2);
    for (const link of links) expect((await fake.fetch(link)).status).toBe(200);
  });

  it("stay the same until they are spent, or a day is over", async () => {
    const { fake, read } = await redirects("same");
    const link = await read();
    expect(await read()).toBe(link);
    expect((await fake.fetch(link)).status).toBe(200);
    const next = await read();
    expect(next).not.toBe(link);
    await fake.advance(24 * 60 * 60 * 1000);
    expect(await read()).not.toBe(next);
  });
});
