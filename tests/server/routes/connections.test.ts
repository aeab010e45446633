import type { Company, CompanyConnection } from "codat-onboarding/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readEvents } from "../../support/eventReader.js";
import { type CompanionTest, companionTest } from "../companionTest.js";

let companion: CompanionTest;
let companyId: string;

beforeEach(async () => {
  companion = companionTest();
  companyId = (await companion.json<Company>("POST /company")).id;
});

afterEach(() => {
  vi.useRealTimers();
});

const status = async (route: string) => (await companion.ask(route)).status;

describe("a connection", () => {
  it("is made for a chosen platform", async () => {
    const response = await companion.ask("POST /connections", { body: { platformKey: "gbol" } });
    expect(response.status).toBe(201);
    const [made] = companion.fake.connections(companyId);
    const told = (await response.json()) as CompanyConnection;
    expect(told).toMatchObject({
      id: made?.id,
      status: "PendingAuth",
      platformName: "Xero",
      integrationKey: "gbol",
    });
    expect(JSON.stringify(told)).not.toMatch(/link|http|integrationId|sourceId/i);
    expect((await companion.json<Company>("GET /company")).connections).toMatchObject([{ id: made?.id }]);
  });

  it("is made once, though Codat asks to wait", async () => {
    companion.fake.fault({ method: "POST", path: /connections/, status: 429, retryAfter: 0 });
    expect((await companion.ask("POST /connections", { body: { platformKey: "gbol" } })).status).toBe(201);
    expect(companion.fake.connections(companyId)).toHaveLength(1);
  });

  it.each([
    {},
    { platformKey: "GBOL" },
    { platformKey: "../x" },
    { platformKey: ["gbol"] },
    { platformKey: "zzzz" },
    "{",
    "[]",
    "null",
    `{"platformKey":"gbol","more":"${"x".repeat(2000)}"}`,
  ])("is not made of %j", async (body) => {
    const response = await companion.ask("POST /connections", { body });
    expect([response.status, await response.text()]).toEqual([400, '{"error":"request"}']);
    expect(companion.fake.connections(companyId)).toEqual([]);
    expect(companion.errors).toEqual([]);
  });

  it("is not made when a body parser came first, and the host is told why", async () => {
    const { server, errors } = companion;
    const headers = {
      cookie: "customer=acme",
      "sec-fetch-site": "same-origin",
      "content-type": "application/json",
    };
    const url = "https://lender.example/api/codat/connections";
    const request = new Request(url, { method: "POST", headers, body: '{"platformKey":"gbol"}' });
    await request.text();
    const response = await server.fetch(request);
    expect([response.status, await response.text()]).toEqual([500, '{"error":"ONB-507"}']);
    expect(errors).toMatchObject([{ code: "ONB-507", message: expect.stringContaining("express.json()") }]);
  });

  it("is unlinked, and the open page is told", async () => {
    const { id } = companion.fake.connect(companyId);
    const stream = readEvents(await companion.ask("GET /events"));
    await stream.take(1);
    companion.fake.webhooks.hold();
    expect(await status(`POST /connections/${id}/unlink`)).toBe(204);
    expect(companion.fake.connections(companyId)).toMatchObject([{ status: "Unlinked" }]);
    expect(await stream.take(1)).toMatchObject([{ data: { connection: { id, status: "Unlinked" } } }]);
    await stream.cancel();
    expect(await status(`POST /connections/${id}/unlink`)).toBe(204);
  });

  it("is not unlinked before it is linked", async () => {
    const { id } = companion.fake.startConnection(companyId);
    expect(await status(`POST /connections/${id}/unlink`)).toBe(409);
  });

  it("is deleted, and is gone from the company", async () => {
    const { id } = companion.fake.connect(companyId);
    await companion.ask("GET /company");
    expect(await status(`DELETE /connections/${id.toUpperCase()}`)).toBe(204);
    expect(companion.fake.connections(companyId)).toEqual([]);
    const { connections } = await companion.json<Company>("GET /company");
    expect(connections.filter(({ deleted }) => !deleted)).toEqual([]);
    expect(await status(`DELETE /connections/${id}`)).toBe(404);
  });

  it("of a subsidiary is the customer's too", async () => {
    const subsidiary = companion.fake.createSubsidiary(companyId, "Elm UK");
    const [one, other] = [
      companion.fake.connect(subsidiary.id),
      companion.fake.connect(subsidiary.id, { platform: "suuo" }),
    ];
    expect(await status(`POST /connections/${one.id}/unlink`)).toBe(204);
    expect(await status(`DELETE /connections/${other.id}`)).toBe(204);
    expect(companion.fake.connections(subsidiary.id)).toMatchObject([{ id: one.id, status: "Unlinked" }]);
  });

  it("is deleted though the answer was lost", async () => {
    const { id } = companion.fake.connect(companyId);
    companion.fake.fault({ method: "DELETE", path: /connections/, drop: true, applied: true });
    expect(await status(`DELETE /connections/${id}`)).toBe(204);
    expect(companion.errors).toEqual([]);
  });

  it("is unlinked though the page cannot be told yet", async () => {
    const { id } = companion.fake.connect(companyId);
    companion.fake.fault({ method: "GET", path: `/companies/${companyId}`, times: 1, delay: 0 });
    companion.fake.fault({ method: "GET", path: `/companies/${companyId}`, status: 402, times: 5 });
    expect(await status(`POST /connections/${id}/unlink`)).toBe(204);
    expect(companion.errors).toMatchObject([{ code: "ONB-508" }]);
  });

  it("is unlinked though Codat falls silent after it", async () => {
    const { id } = companion.fake.connect(companyId);
    companion.fake.fault({ method: "GET", path: `/companies/${companyId}`, times: 1, delay: 0 });
    companion.fake.fault({ method: "GET", path: `/companies/${companyId}`, hang: true, times: 5 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answer = status(`POST /connections/${id}/unlink`);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await answer).toBe(204);
  });
});
