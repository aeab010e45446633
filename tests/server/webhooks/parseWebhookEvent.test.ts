import { beforeAll, describe, expect, it } from "vitest";
import { entriesAfter, placeOf } from "../../support/rooms.js";
import { startReceiver } from "./receiver.js";
import { companyId, connectionId, connectionWebhook, dataWebhook, signedRequest } from "./webhooks.js";

/** What a webhook's body leads to. */
async function tell(body: object, options: Parameters<typeof startReceiver>[0] = {}) {
  const receiver = startReceiver(options);
  const { status } = await receiver.receive(signedRequest({ body }));
  return { status, stream: await receiver.stream(), hooked: receiver.hooked, reported: receiver.reported };
}

const id = "ba29118f-5406-4e59-b05c-ba307ca38d01";
const version = `2026-11-23T08:59:58.1234567Z/${id}`;
const xero = {
  id: connectionId,
  platformName: "Xero",
  integrationKey: "gbol",
  sourceType: "Accounting",
  version,
};
const nothing = { status: 200, stream: [], hooked: [] };

describe("a webhook", () => {
  it.each([
    ["created", "PendingAuth"],
    ["connected", "Linked"],
    ["failed", "PendingAuth"],
    ["disconnected", "Deauthorized"],
    ["reconnected", "Linked"],
  ])("connection.%s tells the stream and the hook of the connection", async (name, status) => {
    const { stream, hooked, ...rest } = await tell(connectionWebhook(name));
    expect(stream).toEqual([
      { type: "connection", connection: expect.objectContaining({ ...xero, status }) },
    ]);
    const told = { id, companyId, customerId: "customer-1", eventType: `connection.${name}` };
    expect(hooked).toEqual([
      {
        hook: "onConnectionChange",
        told: { ...told, connection: expect.objectContaining({ ...xero, status }) },
      },
    ]);
    expect(rest).toEqual({ status: 200, reported: [] });
  });

  it("connection.deleted leaves a tombstone, whatever status it says or lacks", async () => {
    for (const status of ["Linked", "Archived", null, undefined]) {
      const { stream } = await tell(connectionWebhook("deleted", { connection: { status } }));
      expect(stream).toEqual([
        {
          type: "connection",
          connection: expect.objectContaining({ ...xero, status: "Unlinked", deleted: true }),
        },
      ]);
    }
  });

  it("read.completed.initial tells of each connection’s first data", async () => {
    const { stream, hooked } = await tell(dataWebhook());
    const at = "2026-11-23T08:59:59.000Z";
    expect(stream).toEqual([{ type: "data", connectionId, at }]);
    const event = dataWebhook().id;
    const dataTypes = ["invoices", "bankTransactions"];
    const told = { id: event, companyId, customerId: "customer-1", connectionId, dataTypes };
    expect(hooked).toEqual([{ hook: "onDataReady", told }]);
  });

  it("read.completed.initial of several connections calls the hook for each, under ids of their own", async () => {
    const other = "2e9d2c44-f675-40ba-8049-353bfcb5e171";
    const { stream, hooked } = await tell(dataWebhook([connectionId, other]));
    expect(stream).toMatchObject([{ connectionId }, { connectionId: other }]);
    const event = dataWebhook().id;
    expect(hooked.map(({ told }) => [told["id"], told["connectionId"]])).toEqual([
      [`${event}/${connectionId}`, connectionId],
      [`${event}/${other}`, other],
    ]);
  });

  it("company.deleted tells its hook alone", async () => {
    const body = {
      id,
      eventType: "company.deleted",
      generatedDate: "2026-11-23T08:00:00Z",
      payload: { id: companyId },
    };
    expect(await tell(body)).toEqual({
      status: 200,
      stream: [],
      hooked: [{ hook: "onCompanyDeleted", told: { id: companyId } }],
      reported: [],
    });
  });

  it.each([
    "company.created",
    "company.product.added",
    "company.product.removed",
    "read.completed",
    "client.rateLimit.reached",
    "client.rateLimit.reset",
  ])("%s is of no consequence", async (eventType) => {
    const body = { ...connectionWebhook("connected"), eventType, generatedDate: "2024-09-01T23:59:99Z" };
    expect(await tell(body)).toEqual({ ...nothing, reported: [] });
  });

  it.each([
    ["a new type", { eventType: "connection.paused" }],
    ["a write", { eventType: "bills.write.successful" }],
    ["a name of old", { eventType: "DataConnectionStatusChanged" }],
    ["another case", { eventType: "Connection.Connected" }],
    ["no type", { eventType: undefined }],
    ["a type that is no text", { eventType: ["connection.connected"] }],
    ["a type of every object", { eventType: "toString" }],
    ["a type of the prototype", { eventType: "__proto__" }],
    ["a type of the constructor", { eventType: "constructor" }],
    ["Standard Webhooks’ own names", { eventType: undefined, type: "connection.connected" }],
    ["nothing", { id: undefined, eventType: undefined, payload: undefined, generatedDate: undefined }],
  ])("of %s is answered with 200, and has no effect", async (_, change) => {
    const body = { ...connectionWebhook("connected"), ...change };
    expect(await tell(body)).toEqual({ ...nothing, reported: [] });
  });

  const connected = connectionWebhook("connected");
  it.each([
    ["no payload", { ...connected, payload: undefined }],
    ["a payload that is null", { ...connected, payload: null }],
    ["a payload that is a text", { ...connected, payload: "__proto__" }],
    ["a payload that is a list", { ...connected, payload: [connected.payload] }],
    ["no company", { ...connected, payload: { connection: connected.payload.connection } }],
    ["a company without an id", connectionWebhook("connected", { referenceCompany: { id: null } })],
    ["a company that is no GUID", connectionWebhook("connected", { referenceCompany: { id: "__proto__" } })],
    ["a company in braces", connectionWebhook("connected", { referenceCompany: { id: `{${companyId}}` } })],
    [
      "a company of two hundred kilobytes",
      connectionWebhook("connected", { referenceCompany: { id: "a".repeat(200_000) } }),
    ],
    ["a company that is a list", connectionWebhook("connected", { referenceCompany: { id: [companyId] } })],
    ["no connection", { ...connected, payload: { referenceCompany: connected.payload.referenceCompany } }],
    ["a connection without an id", connectionWebhook("connected", { connection: { id: undefined } })],
    ["a connection that is no GUID", connectionWebhook("connected", { connection: { id: "toString" } })],
    ["a connection without a status", connectionWebhook("connected", { connection: { status: null } })],
    ["no date", { ...connected, generatedDate: undefined }],
    ["a date that is none", { ...connected, generatedDate: "2024-09-01T23:59:99Z" }],
    ["a date that is a number", { ...connected, generatedDate: 1732352398 }],
    [
      "no list of data",
      { ...dataWebhook(), payload: { referenceCompany: connected.payload.referenceCompany } },
    ],
    ["an empty list of data", dataWebhook([])],
    ["data of no connection", dataWebhook(["constructor"])],
    ["a deleted company without an id", { ...connected, eventType: "company.deleted", payload: {} }],
  ])("of a known type with %s is answered with 200, reported and not published", async (_, body) => {
    expect(await tell(body)).toEqual({ ...nothing, reported: ["ONB-603"] });
  });

  it.each([
    ["null where the API allows it", { lastSync: null, dataConnectionErrors: null }, xero],
    ["unknown fields", { secretField: "private", connectionInfo: { tokens: "private" } }, xero],
    ["a new status", { status: "Archived" }, { ...xero, status: "Archived" }],
    ["a status that is no word", { status: "<b>Linked</b>" }, { ...xero, status: "Unknown" }],
    ["a long name", { platformName: "X".repeat(10_000) }, { ...xero, platformName: `${"X".repeat(79)}…` }],
    ["a name against the sentence", { platformName: "\u202eoreX\u0000" }, { ...xero, platformName: "oreX" }],
    ["no name", { platformName: undefined }, { ...xero, platformName: "" }],
    ["an id in upper case", { id: connectionId.toUpperCase() }, xero],
    [
      "a date with seven digits and no zone",
      { lastSync: "2026-11-23T08:22:43.6464237" },
      { ...xero, lastSync: "2026-11-23T08:22:43.646Z" },
    ],
    [
      "errors old and new",
      {
        dataConnectionErrors: [
          {
            statusCode: "403",
            statusText: "private",
            errorMessage: "private",
            erroredOnUtc: "2026-11-23T08:53:29",
            status: "Active",
          },
        ],
      },
      {
        ...xero,
        dataConnectionErrors: [
          { statusCode: "403", erroredOnUtc: "2026-11-23T08:53:29.000Z", status: "Active" },
        ],
      },
    ],
  ])("with %s is read tolerantly, and shows no more than is allowed", async (_, change, expected) => {
    const { stream, hooked } = await tell(connectionWebhook("connected", { connection: change }));
    expect(stream).toMatchObject([{ connection: { status: "Linked", ...expected } }]);
    const told = JSON.stringify([stream, hooked]);
    for (const hidden of ["private", "link-api", "otp", "335a086e", "Bakery", "portal"])
      expect(told).not.toContain(hidden);
    const allowed = [
      ...["id", "platformName", "version", "status", "sourceType"],
      ...["integrationKey", "lastSync", "dataConnectionErrors"],
    ];
    const [event] = stream;
    expect(allowed).toEqual(
      expect.arrayContaining(Object.keys(event?.type === "connection" ? event.connection : { none: 0 })),
    );
  });

  it("of a company in upper case goes to the one channel that the company has", async () => {
    const body = connectionWebhook("connected", { referenceCompany: { id: companyId.toUpperCase() } });
    expect((await tell(body)).stream).toHaveLength(1);
  });

  it("of a subsidiary goes to its parent’s channel, and its tags are not taken for the parent’s", async () => {
    const subsidiary = "11111111-2222-4333-8444-555555555555";
    const asked: unknown[] = [];
    const receiver = startReceiver({
      rootOf: async (one) => (one === subsidiary ? companyId : one),
      customerOf: async (...told) => {
        asked.push(told);
        return "customer-1";
      },
    });
    const body = connectionWebhook("connected", { referenceCompany: { id: subsidiary } });
    await receiver.receive(signedRequest({ body }));
    expect(await receiver.stream()).toHaveLength(1);
    expect(receiver.hooked[0]?.told).toMatchObject({ companyId: subsidiary, customerId: "customer-1" });
    await receiver.receive(signedRequest({ body: connectionWebhook("connected"), id: "msg_2" }));
    expect(asked).toEqual([
      [companyId, new Map()],
      [companyId, new Map([["uid", "335a086e"]])],
    ]);
  });

  it("without an id of its own is known by its message’s", async () => {
    const { hooked } = await tell(connectionWebhook("connected", { id: "" }), {});
    expect(hooked[0]?.told["id"]).toBe("msg_1");
    const spaced = await tell({ ...connectionWebhook("connected"), id: { toString: "x" } });
    expect(spaced.hooked[0]?.told["id"]).toBe("msg_1");
  });

  it("for a company that nobody listens to is kept, and told to no other", async () => {
    const other = "22222222-2222-4333-8444-555555555555";
    const receiver = startReceiver();
    const cursor = await placeOf(receiver.backplane, other);
    await receiver.receive(
      signedRequest({ body: connectionWebhook("connected", { referenceCompany: { id: other } }) }),
    );
    expect(await receiver.stream()).toEqual([]);
    expect(await entriesAfter(receiver.backplane, other, cursor)).toHaveLength(1);
  });
});

describe("a hostile webhook", () => {
  // Nothing can thaw them again: vitest gives each file a process of its own.
  beforeAll(() => {
    for (const { prototype } of [Object, Array, Function, Map]) Object.freeze(prototype);
  });

  const evil = '{"isAdmin":true,"status":"Linked","id":"0498e921-9b53-4396-a412-4f2f5983b0a2"}';
  const text = JSON.stringify(connectionWebhook("connected"));
  it.each([
    ["__proto__ at its top", text.replace("{", `{"__proto__":${evil},`)],
    [
      "__proto__ for a company",
      text.replace('"referenceCompany":{', `"referenceCompany":{"__proto__":${evil},`),
    ],
    ["__proto__ for a tag", text.replace('"tags":{', `"tags":{"__proto__":"polluted","constructor":"x",`)],
    ["a tag that is an object", text.replace('"tags":{', `"tags":{"constructor":{"prototype":${evil}},`)],
    ["constructor.prototype", text.replace("{", `{"constructor":{"prototype":${evil}},`)],
    [
      "a key that comes twice",
      text.replace('"platformName":"Xero"', '"platformName":"A","platformName":"Xero"'),
    ],
  ])("with %s changes no prototype and tells what it would have told", async (_, body) => {
    const receiver = startReceiver();
    const response = await receiver.receive(signedRequest({ body }));
    expect(response.status).toBe(200);
    expect(await receiver.stream()).toMatchObject([
      { connection: { id: connectionId, platformName: "Xero" } },
    ]);
    expect(Object.keys((await receiver.stream())[0] ?? {})).toEqual(["type", "connection"]);
    expect(({} as Record<string, unknown>)["isAdmin"]).toBeUndefined();
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("whose event is nothing but __proto__ is ignored", async () => {
    const receiver = startReceiver();
    const body = `{"__proto__":${text}}`;
    expect((await receiver.receive(signedRequest({ body }))).status).toBe(200);
    expect(await receiver.stream()).toEqual([]);
  });
});
