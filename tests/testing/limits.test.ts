import { describe, expect, it } from "vitest";
import { createFakeCodat } from "../../src/testing/index.js";
import { baseUrl, callerOf, standingFake } from "./codatCalls.js";

const minute = 60 * 1000;
const key = { "idempotency-key": "6f2c3b1e-7a55-4f0e-9c7e-0b7a6d1b2c3d" };

describe("the key", () => {
  const authorizations = {
    none: {},
    other: { authorization: "Bearer x" },
    wrong: { authorization: "Basic eA==" },
  };
  it.each(Object.entries(authorizations))("is needed: %s", async (_, headers) => {
    const fake = standingFake({ apiKey: "secret" });
    const response = await fake.fetch(`${baseUrl}/companies`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      statusCode: 401,
      error: "Unauthorized",
      canBeRetried: "Unknown",
    });
  });

  it("is any where none was set, and the one that was", async () => {
    expect((await callerOf(standingFake())("GET /companies")).status).toBe(200);
    const own = { authorization: `Basic ${btoa("secret")}` };
    expect((await callerOf(standingFake({ apiKey: "secret" }), own)("GET /companies")).status).toBe(200);
  });

  it("tells a program from a browser, where the API and the older links share a path", async () => {
    const fake = standingFake();
    const { id } = fake.createCompany();
    const page = await fake.fetch(`${baseUrl}/companies/${id}`, { headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const json = await fake.fetch(`${baseUrl}/companies/${id}`, { headers: { accept: "application/json" } });
    expect(json.status).toBe(401);
  });
});

describe("paths and methods", () => {
  it.each([
    ["GET /companies/x/elsewhere", 404],
    ["DELETE /companies", 405],
    ["GET /integrations/none", 404],
    ["GET /integrations/none/branding", 404],
  ])("that are none: %s", async (what, status) => {
    const { json, ...answer } = await callerOf(standingFake())(what);
    expect([answer.status, json.statusCode]).toEqual([status, status]);
  });

  it("are kept below the fake's own path", async () => {
    const fake = createFakeCodat({ baseUrl: `${baseUrl}/fake` });
    const headers = { authorization: "Basic eA==" };
    expect((await fake.fetch(`${baseUrl}/fake/companies`, { headers })).status).toBe(200);
    expect((await fake.fetch(`${baseUrl}/companies`, { headers })).status).toBe(404);
  });
});

describe("the quota", () => {
  it("is told with each answer, and grows with connected companies", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const { headers } = await call("GET /companies");
    expect(["limit", "remaining", "reset"].map((name) => headers.get(`x-rate-limit-${name}`))).toEqual([
      "1000",
      "999",
      "2026-11-24T00:00:00.000Z",
    ]);
    expect(headers.get("date")).toBe("Mon, 23 Nov 2026 08:00:00 GMT");
    const { id } = fake.createCompany();
    const { id: connectionId } = fake.connect(id);
    fake.connect(id, { platform: "suuo" });
    expect((await call("GET /companies")).headers.get("x-rate-limit-limit")).toBe("2000");
    fake.unlink(connectionId);
    fake.unlink(fake.connections(id)[1]?.id ?? "");
    expect((await call("GET /companies")).headers.get("x-rate-limit-limit")).toBe("1000");
  });

  it("ends for the day, with webhooks, and starts anew at midnight", async () => {
    const told: string[] = [];
    const fake = standingFake({
      quota: { perDay: 2 },
      webhooks: {
        url: "http://127.0.0.1:1/",
        fetch: async (request) => {
          const { eventType, payload } = (await request.json()) as { eventType: string; payload: unknown };
          told.push(`${fake.now().toISOString()} ${eventType} ${JSON.stringify(payload)}`);
          return new Response();
        },
      },
    });
    const call = callerOf(fake);
    const statuses = [];
    for (let count = 0; count < 3; count++) statuses.push((await call("GET /companies")).status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await call("GET /companies");
    expect(refused.headers.get("retry-after")).toBe(String(16 * 60 * 60));
    expect(refused.json).toMatchObject({
      statusCode: 429,
      error: expect.stringContaining("too many requests"),
    });
    await fake.advance(16 * 60 * minute);
    expect((await call("GET /companies")).status).toBe(200);
    await fake.webhooks.settle();
    const expiryDate = "2026-11-24T00:00:00.000Z";
    const line = (at: string, name: string, quotaRemaining: number) =>
      `${at} client.rateLimit.${name} ${JSON.stringify({ dailyQuota: 2, quotaRemaining, expiryDate })}`;
    expect(told).toEqual([line("2026-11-23T08:00:00.000Z", "reached", 0), line(expiryDate, "reset", 2)]);
  });

  it("ends for a minute", async () => {
    const fake = standingFake({ quota: { perMinute: 1 } });
    const call = callerOf(fake);
    await call("GET /companies");
    const { status, headers } = await call("GET /companies");
    expect([status, headers.get("retry-after"), headers.get("x-rate-limit-remaining")]).toEqual([
      429,
      "60",
      "999",
    ]);
    await fake.advance(minute);
    expect((await call("GET /companies")).status).toBe(200);
  });
});

describe("an idempotency key", () => {
  it("gives the same answer again for 90 minutes", async () => {
    const fake = standingFake();
    const call = callerOf(fake, key);
    const first = await call("POST /companies", { name: "A" });
    await fake.advance(90 * minute - 1);
    expect((await call("POST /companies", { name: "A" })).text).toBe(first.text);
    await fake.advance(1);
    expect((await call("POST /companies", { name: "A" })).json.id).not.toBe(first.json.id);
    expect(fake.companies()).toHaveLength(2);
  });

  it("is refused for another body, and for another path", async () => {
    const fake = standingFake();
    const call = callerOf(fake, key);
    const { id } = (await call("POST /companies", { name: "A" })).json;
    expect((await call("POST /companies", { name: "B" })).status).toBe(422);
    expect((await call(`PATCH /companies/${id}`, { name: "A" })).status).toBe(422);
    expect(fake.companies()).toMatchObject([{ name: "A" }]);
  });

  it("is refused while its request is going on", async () => {
    const fake = standingFake();
    const call = callerOf(fake, key);
    const racing = await Promise.all([
      call("POST /companies", { name: "A" }),
      call("POST /companies", { name: "A" }),
    ]);
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(fake.companies()).toHaveLength(1);
  });

  it("is in use for as long as its request takes, and free again when that is given up", async () => {
    const fake = standingFake();
    const call = callerOf(fake, key);
    fake.fault({ method: "POST", delay: 3_000 });
    const first = call("POST /companies", { name: "A" });
    const second = await call("POST /companies", { name: "A" });
    const other = await call("POST /companies", { name: "B" });
    expect([second.status, other.status]).toEqual([409, 422]);
    await fake.advance(3_000);
    expect((await first).status).toBe(200);
    expect((await call("POST /companies", { name: "A" })).text).toBe((await first).text);

    const headers = { authorization: "Basic eA==", "idempotency-key": crypto.randomUUID() };
    const init = { method: "POST", headers, body: JSON.stringify({ name: "C" }) };
    const leaving = new AbortController();
    fake.fault({ method: "POST", delay: 3_000 });
    const given = fake.fetch(`${baseUrl}/companies`, { ...init, signal: leaving.signal });
    leaving.abort();
    await expect(given).rejects.toThrow();
    expect((await fake.fetch(`${baseUrl}/companies`, init)).status).toBe(200);
    expect(fake.companies().map(({ name }) => name)).toEqual(["A", "C"]);
  });

  it.each([
    [503, true],
    [400, true],
    [429, false],
    [409, false],
  ])("keeps an answer %i: %s", async (status, isKept) => {
    const fake = standingFake();
    const call = callerOf(fake, key);
    fake.fault({ status });
    const first = await call("POST /companies", { name: "A" });
    const second = await call("POST /companies", { name: "A" });
    expect([first.status, second.status]).toEqual([status, isKept ? status : 200]);
    expect(second.text === first.text).toBe(isKept);
    expect(fake.companies()).toHaveLength(isKept ? 0 : 1);
  });

  it("means nothing where nothing is made", async () => {
    const fake = standingFake();
    const call = callerOf(fake, key);
    const { id } = fake.createCompany();
    await call("GET /companies");
    expect((await call(`PUT /companies/${id}`, { name: "B" })).status).toBe(200);
    expect((await call(`PUT /companies/${id}`, { name: "C" })).status).toBe(200);
  });
});

describe("a fault", () => {
  it("meets only the requests it fits, as often as it says", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const { id } = fake.createCompany();
    fake.fault({ method: "GET", path: /^\/companies\/[^/]+$/g, status: 500, times: 2 });
    const statuses = [];
    for (const what of ["GET /companies", `PATCH /companies/${id}`]) {
      statuses.push((await call(what, what.startsWith("P") ? {} : undefined)).status);
    }
    for (let count = 0; count < 3; count++) statuses.push((await call(`GET /companies/${id}`)).status);
    expect(statuses).toEqual([200, 200, 500, 500, 200]);
    expect(fake.requests().map(({ status }) => status)).toEqual(statuses);
  });

  it.each([
    [7, "7"],
    [new Date("2026-11-23T08:01:00Z"), "Mon, 23 Nov 2026 08:01:00 GMT"],
  ])("asks for patience: %s", async (retryAfter, header) => {
    const fake = standingFake();
    fake.fault({ status: 429, retryAfter });
    const { status, headers, json } = await callerOf(fake)("GET /companies");
    expect([status, headers.get("retry-after"), json.canBeRetried]).toEqual([429, header, "Unknown"]);
  });

  it("is a page where JSON was expected", async () => {
    const fake = standingFake();
    fake.fault({ status: 200, body: "<!doctype html><title>Sign in</title>" });
    const { headers, text } = await callerOf(fake)("GET /companies");
    expect([headers.get("content-type"), text]).toEqual([
      "text/html; charset=utf-8",
      "<!doctype html><title>Sign in</title>",
    ]);
  });

  it.each([
    [undefined, 0],
    [true, 1],
  ])("cuts the connection, whether the company is made or not: %s", async (applied, made) => {
    const fake = standingFake();
    fake.fault({ drop: true, applied });
    await expect(callerOf(fake)("POST /companies", { name: "A" })).rejects.toThrow(TypeError);
    expect(fake.companies()).toHaveLength(made);
    expect(fake.requests()).toEqual([{ method: "POST", path: "/companies" }]);
  });

  it("fails although it was done", async () => {
    const fake = standingFake();
    fake.fault({ status: 502, applied: true });
    expect((await callerOf(fake)("POST /companies", { name: "A" })).status).toBe(502);
    expect(fake.companies()).toHaveLength(1);
  });

  it("hangs until the request is given up", async () => {
    const fake = standingFake();
    fake.fault({ hang: true, times: 2 });
    const abort = new AbortController();
    const headers = { authorization: "Basic eA==" };
    const answer = fake.fetch(`${baseUrl}/companies`, { headers, signal: abort.signal });
    const reason = new Error("given up");
    abort.abort(reason);
    await expect(answer).rejects.toBe(reason);
    await expect(fake.fetch(`${baseUrl}/companies`, { headers, signal: abort.signal })).rejects.toBe(reason);
  });

  it("delays by the fake's clock", async () => {
    const fake = standingFake();
    fake.fault({ delay: 3000 });
    const answers: number[] = [];
    void callerOf(fake)("GET /companies").then(({ status }) => answers.push(status));
    await fake.advance(2999);
    expect(answers).toEqual([]);
    await fake.advance(1);
    await fake.webhooks.settle();
    expect(answers).toEqual([200]);
  });

  it("can be called off", async () => {
    const fake = standingFake();
    fake.fault({ status: 500, times: 9 });
    fake.clearFaults();
    expect((await callerOf(fake)("GET /companies")).status).toBe(200);
  });
});

describe("integrations", () => {
  it("are those that can be picked, with pictures of the fake's own", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const query = encodeURIComponent("sourceType=Banking&&enabled=true");
    const { json } = await call(`GET /integrations?page=1&pageSize=100&query=${query}`);
    expect(json.results.map((one: { name: string }) => one.name)).toEqual(["Plaid", "TrueLayer"]);
    const desktop = (await call("GET /integrations/pqsw")).json;
    expect(desktop).toMatchObject({ key: "pqsw", name: "QuickBooks Desktop", isOfflineConnector: true });
    const branding = (await call("GET /integrations/pqsw/branding")).json;
    expect(branding.sourceId).toBe(desktop.sourceId);
    const images = [branding.logo.full, branding.logo.square, branding.button.default, branding.button.hover];
    for (const src of [desktop.logoUrl, ...images.map(({ image }) => image.src)]) {
      const picture = await fake.fetch(src);
      expect(picture.headers.get("content-type")).toBe("image/svg+xml");
      expect(await picture.text()).toContain("<title>QuickBooks Desktop</title>");
    }
    expect((await fake.fetch(`${baseUrl}/pictures/none-full.svg`)).status).toBe(404);
  });
});
