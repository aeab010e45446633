import type { Company } from "codat-onboarding/server";
import { describe, expect, it } from "vitest";
import { companionTest } from "../companionTest.js";
import { company, companyId, connection, connectionId, type Json, scriptedCodat } from "./scriptedCodat.js";

async function read(found: unknown, info?: unknown): Promise<Company> {
  const { json, errors } = companionTest({
    apiUrl: "https://api.codat.io",
    fetch: scriptedCodat({ company: found, info }),
  });
  const told = await json<Company>("GET /company");
  expect(errors).toEqual([]);
  return told;
}

/** What a company with such a connection becomes. */
async function readConnection(changes: Json) {
  const { connections, arrivals } = await read({
    ...company,
    dataConnections: [{ ...connection, ...changes }],
  });
  return { ...connections[0], arrival: arrivals[connectionId]?.at };
}

describe("reading what Codat says", () => {
  it("keeps what a browser may know", async () => {
    const { version, ...told } = (await read(company)).connections[0] as Company["connections"][number];
    expect(version).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z\/$/);
    expect(told).toEqual({
      id: connectionId,
      platformName: "Xero",
      status: "Linked",
      sourceType: "Accounting",
      integrationKey: "gbol",
      lastSync: "2026-11-20T12:30:00.000Z",
      dataConnectionErrors: [],
    });
  });

  it.each<[string, Json, Json]>([
    [
      "nulls",
      { integrationKey: null, lastSync: null, dataConnectionErrors: null, connectionInfo: null },
      { status: "Linked", dataConnectionErrors: [] },
    ],
    [
      "what is left out",
      { integrationKey: undefined, lastSync: undefined, dataConnectionErrors: undefined },
      { status: "Linked", dataConnectionErrors: [] },
    ],
    ["a status of tomorrow", { status: "Paused" }, { status: "Paused" }],
    ["no status", { status: null }, { status: "Unknown" }],
    ["a status that is no word", { status: "<b>Linked</b>" }, { status: "Unknown" }],
    ["a source type of tomorrow", { sourceType: "Payroll" }, { sourceType: "Payroll" }],
    ["an id in upper case", { id: connectionId.toUpperCase() }, { id: connectionId }],
    [
      "a time with seven digits",
      { lastSync: "2026-11-20T12:30:00.1234567Z" },
      { arrival: "2026-11-20T12:30:00.123Z" },
    ],
    ["a time without a zone", { lastSync: "2026-11-20T12:30:00" }, { arrival: "2026-11-20T12:30:00.000Z" }],
    ["a time elsewhere", { lastSync: "2026-11-20T12:30:00+02:00" }, { arrival: "2026-11-20T10:30:00.000Z" }],
    ["a time that is none", { lastSync: "2026-11-20T23:59:99Z" }, { arrival: undefined }],
    [
      "a platform's name that turns the line",
      { platformName: "Xe\u202Ero\u0000\n" },
      { platformName: "Xero" },
    ],
    ["a platform's name that is no text", { platformName: 17 }, { platformName: "" }],
    [
      "errors of other shapes",
      {
        dataConnectionErrors: [
          null,
          17,
          { statusCode: 403, erroredOnUtc: "2026-11-20T12:30:00.1234567", status: null, errorMessage: "x" },
        ],
      },
      {
        dataConnectionErrors: [{ statusCode: "403", erroredOnUtc: "2026-11-20T12:30:00.123Z" }, {}, {}],
      },
    ],
  ])("takes a connection with %s", async (_, changes, told) => {
    expect(await readConnection(changes)).toMatchObject(told);
  });

  it.each<[string, Json]>([
    ["nulls", { description: null, lastSync: null, referenceParentCompany: null, createdByUserName: null }],
    ["nulls for its lists", { referenceSubsidiaryCompanies: null, tags: null, products: null }],
    ["fields of tomorrow", { ownerUserIds: ["x"], health: { score: 3 } }],
    ["tags that are no texts", { tags: { a: 1, b: null, c: ["d"] } }],
    [
      "subsidiaries that are none",
      { referenceSubsidiaryCompanies: [null, { id: "../x" }, { id: companyId }, 17] },
    ],
  ])("takes a company with %s", async (_, changes) => {
    expect((await read({ ...company, ...changes })).connections).toMatchObject([{ id: connectionId }]);
  });

  it.each<[string, unknown]>([
    ["null", null],
    ["a text", "none"],
    [
      "connections without ids",
      [{ ...connection, id: undefined }, { ...connection, id: "../../x" }, null, 17, []],
    ],
  ])("takes %s in place of connections for none", async (_, dataConnections) => {
    expect(await read({ ...company, dataConnections })).toMatchObject({
      id: companyId,
      connections: [],
      arrivals: {},
    });
  });

  it.each<[string, unknown, string | undefined]>([
    ["a name", { companyName: "Toft Stores Limited" }, "Toft Stores Limited"],
    ["a name that turns the line", { companyName: "Toft\u202E\nStores" }, "Toft Stores"],
    ["null", { companyName: null }, undefined],
    ["nothing", {}, undefined],
    ["a list", [], undefined],
  ])("takes an organisation with %s", async (_, info, organisation) => {
    expect((await read(company, info)).arrivals[connectionId]).toEqual({
      at: "2026-11-20T12:30:00.000Z",
      ...(organisation && { organisation }),
    });
  });

  it("asks of no bank which organisation it is", async () => {
    const { arrivals } = await read({
      ...company,
      dataConnections: [{ ...connection, sourceType: "Banking" }],
    });
    expect(arrivals[connectionId]).toEqual({ at: "2026-11-20T12:30:00.000Z" });
  });

  it.each([
    ["https://link.codat.io/company/x", "link.codat.io"],
    ["https://link.codat.io.evil.example/company/x", "link.codat.io"],
    ["javascript:alert(1)", "link.codat.io"],
    [null, "link.codat.io"],
    ["http://127.0.0.1:4310/company/x", "127.0.0.1:4310"],
  ])("says of the link %s that it leads to %s", async (redirect, linkHost) => {
    expect((await read({ ...company, redirect })).linkHost).toBe(linkHost);
  });

  it.each(["nulls", "unknownFields", "sevenDigitTimes", "timesWithoutZone"] as const)(
    "survives a Codat with %s from end to end",
    async (quirk) => {
      const { fake, json, errors } = companionTest({
        codat: { baseUrl: "http://127.0.0.1:4310", quirks: [quirk] },
      });
      const { id } = await json<Company>("POST /company");
      const subsidiary = fake.createSubsidiary(id, "Elm UK");
      const one = fake.connect(subsidiary.id);
      fake.completeRead(one.id);
      fake.fail(fake.startConnection(id, "suuo").id);
      await fake.webhooks.settle();
      const told = await json<Company>("GET /company");
      expect(told.connections.map(({ status }) => status).sort()).toEqual(["Linked", "PendingAuth"]);
      expect(Object.keys(told.arrivals)).toEqual([one.id]);
      expect(errors).toEqual([]);
    },
  );
});
