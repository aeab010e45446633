import { CodatPlatform } from "@codat/platform";
import { HTTPClient } from "@codat/platform/lib/http.js";
import { beforeEach, describe, expect, it } from "vitest";
import { createFakeCodat, type FakeCodat, type FakeCodatOptions } from "../../src/testing/index.js";

const apiKey = "an-api-key";
const authHeader = `Basic ${btoa(apiKey)}`;
const unknownId = "4a1dd4a5-ba5a-4fc4-9ba0-3d5f1a1b2c3d";

let fake: FakeCodat;
let codat: CodatPlatform;

/** Codat's own client, on a fake instead of a network. */
function begin(options: FakeCodatOptions = {}): void {
  fake = createFakeCodat({ apiKey, ...options });
  codat = new CodatPlatform({
    authHeader,
    serverURL: fake.baseUrl,
    httpClient: new HTTPClient({
      fetcher: fake.fetch,
    }),
    retryConfig: { strategy: "none" },
  });
}

beforeEach(() => begin());

describe("the official SDK works against the fake", () => {
  it("creates, gets, updates, replaces and deletes companies", async () => {
    const made = await codat.companies.create({ name: "Bakery_1", description: "Flour", tags: { uid: "1" } });
    expect(made).toMatchObject({
      name: "Bakery1",
      description: "Flour",
      tags: { uid: "1" },
      dataConnections: [],
    });
    const companyId = made.id;
    expect(await codat.companies.get({ companyId })).toEqual(made);
    const updated = await codat.companies.update({ companyId, companyUpdateRequest: { name: "Bakery" } });
    expect(updated).toMatchObject({ name: "Bakery", description: "Flour", tags: { uid: "1" } });
    const replaced = await codat.companies.replace({ companyId, companyRequestBody: { name: "Cafe" } });
    expect(replaced).toMatchObject({ name: "Cafe", description: "", tags: {} });
    await codat.companies.delete({ companyId });
    expect(fake.companies()).toEqual([]);
  });

  it("lists companies by page and by tag", async () => {
    for (const uid of ["1", "2", "3"]) fake.createCompany(`C${uid}`, { tags: { uid, all: "yes" } });
    const page = await codat.companies.list({ page: 2, pageSize: 2, tags: "all=yes" });
    expect(page).toMatchObject({ pageNumber: 2, pageSize: 2, totalResults: 3, results: [{ name: "C3" }] });
    expect(page.links.previous?.href).toBe("/companies?page=1&pageSize=2&tags=all%3Dyes");
    expect((await codat.companies.list({ tags: "uid=2" })).results).toMatchObject([{ name: "C2" }]);
  });

  it("knows a parent and its subsidiaries", async () => {
    const parent = fake.createCompany("Toft");
    const child = fake.createSubsidiary(parent.id, "Toft UK");
    fake.connect(child.id, { platform: "akxx" });
    expect(await codat.companies.get({ companyId: parent.id })).toMatchObject({
      dataConnections: [],
      referenceSubsidiaryCompanies: [{ id: child.id, name: "Toft UK" }],
    });
    expect(await codat.companies.get({ companyId: child.id })).toMatchObject({
      dataConnections: [{ platformName: "Oracle NetSuite" }],
      referenceParentCompany: { id: parent.id },
    });
  });

  it("creates, lists, gets, unlinks and deletes connections", async () => {
    const companyId = fake.createCompany().id;
    const made = await codat.connections.create({ companyId, requestBody: { platformKey: "gbol" } });
    expect(made).toMatchObject({ status: "PendingAuth", platformName: "Xero", sourceType: "Accounting" });
    const connectionId = made.id;
    fake.cancel(connectionId);
    const { dataConnectionErrors } = await codat.connections.get({ companyId, connectionId });
    expect(dataConnectionErrors).toMatchObject([{ statusCode: "403", status: "Active" }]);
    fake.completeRead(fake.authorize(connectionId).id);
    const { results } = await codat.connections.list({ companyId, query: "status=Linked" });
    expect(results).toMatchObject([{ id: connectionId, status: "Linked", lastSync: expect.any(String) }]);
    const unlinked = await codat.connections.unlink({
      companyId,
      connectionId,
      updateConnectionStatus: { status: "Unlinked" },
    });
    expect(unlinked.status).toBe("Unlinked");
    await codat.connections.delete({ companyId, connectionId });
    expect(fake.connections(companyId)).toEqual([]);
  });

  it("gets an access token", async () => {
    const { id } = fake.createCompany();
    expect(await codat.companies.getAccessToken({ companyId: id })).toEqual({
      accessToken: expect.any(String),
      expiresIn: 86_400,
      tokenType: "Bearer",
    });
  });

  it("lists and gets integrations, and their branding", async () => {
    const { results = [] } = await codat.integrations.list({ query: "sourceType=Accounting&&enabled=true" });
    expect(results.length).toBeGreaterThan(3);
    for (const { key, sourceId } of results) {
      expect(await codat.integrations.get({ platformKey: key })).toMatchObject({
        key,
        sourceId,
        enabled: true,
      });
      const branding = await codat.integrations.getBranding({ platformKey: key });
      expect(branding.button?.hover?.image?.src).toContain(key);
    }
  });

  it("makes, lists and deletes webhook consumers", async () => {
    const url = "https://lender.example/webhooks";
    const made = await codat.webhooks.createConsumer({ url, eventTypes: ["connection.connected"] });
    expect((await codat.webhooks.listConsumers()).results).toEqual([made]);
    await codat.webhooks.deleteConsumer({ webhookId: made.id ?? "" });
    expect(fake.webhooks.endpoints()).toEqual([]);
  });

  it("reads the errors", async () => {
    await expect(codat.companies.get({ companyId: unknownId })).rejects.toMatchObject({
      name: "ErrorMessage",
      statusCode: 404,
      error: `No company was found with ID ${unknownId}`,
      correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    await expect(codat.companies.list({ tags: "nonsense" })).rejects.toMatchObject({ statusCode: 400 });
    fake.fault({ status: 429, retryAfter: 1 });
    await expect(codat.companies.list()).rejects.toMatchObject({ statusCode: 429 });
    fake.fault({ status: 502, body: "<h1>Bad gateway</h1>" });
    await expect(codat.companies.list()).rejects.toMatchObject({ statusCode: 502 });
  });

  it("is refused with another key", async () => {
    begin({ apiKey: "another" });
    await expect(codat.companies.list()).rejects.toMatchObject({ statusCode: 401, error: "Unauthorized" });
  });

  it("takes times without a zone, times of seven digits, and fields nobody knows", async () => {
    begin({ quirks: ["sevenDigitTimes", "timesWithoutZone"] });
    const { id } = fake.createCompany();
    fake.completeRead(fake.connect(id).id);
    expect((await codat.companies.get({ companyId: id })).lastSync).toMatch(/\.\d{3}1234$/);
    begin({ quirks: ["unknownFields"] });
    const { id: companyId } = fake.createCompany();
    expect(await codat.companies.get({ companyId })).not.toHaveProperty("fieldOfTomorrow");
  });
});

describe("the SDK's own faults, for which it is not in the product", () => {
  it("throws at each null that the API document allows", async () => {
    begin({ quirks: ["nulls"] });
    const { id } = fake.createCompany();
    expect(await refusedFields(codat.companies.get({ companyId: id }))).toEqual([
      "description",
      "lastSync",
      "referenceParentCompany",
    ]);
    const { id: connectionId } = fake.startConnection(id);
    expect(await refusedFields(codat.connections.get({ companyId: id, connectionId }))).toEqual(["lastSync"]);
  });

  it("throws at one unknown status among all companies", async () => {
    fake.setStatus(fake.connect(fake.createCompany().id).id, "Paused");
    fake.createCompany();
    expect(await refusedFields(codat.companies.list())).toEqual(["results.0.dataConnections.0.status"]);
  });

  it("tries to create a company again after an error, without an idempotency key, and makes two", async () => {
    codat = new CodatPlatform({
      authHeader,
      serverURL: fake.baseUrl,
      httpClient: new HTTPClient({ fetcher: fake.fetch }),
    });
    fake.fault({ method: "POST", status: 503, applied: true });
    await codat.companies.create({ name: "Bakery" });
    expect(fake.companies()).toMatchObject([{ name: "Bakery" }, { name: "Bakery" }]);
  });

  it("takes a webhook without any signature, and loses what was read", async () => {
    const sent: string[] = [];
    begin({
      webhooks: {
        url: "http://127.0.0.1:1/",
        fetch: async (request) => {
          sent.push(await request.text());
          return new Response();
        },
      },
    });
    fake.completeRead(fake.connect(fake.createCompany().id).id);
    await fake.webhooks.settle();
    const body = sent.find((one) => one.includes("read.completed.initial")) ?? "";
    expect(body).toContain("dataTypes");
    const request = new Request("http://127.0.0.1:1/", { method: "POST", body });
    const event = await codat.validateWebhook({ request });
    expect(JSON.stringify(event)).not.toContain("dataTypes");
  });
});

/** Where the SDK says that an answer is not what it takes. */
async function refusedFields(call: Promise<unknown>): Promise<string[]> {
  const error = await call.then(
    () => undefined,
    (reason) => reason,
  );
  return error.cause.issues.map((issue: { path: (string | number)[] }) => issue.path.join("."));
}
