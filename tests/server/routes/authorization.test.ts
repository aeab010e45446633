import type { Company } from "codat-onboarding/server";
import { describe, expect, it } from "vitest";
import { type AskInit, type CompanionTest, companionTest } from "../companionTest.js";

const nowhere = "11111111-2222-4333-8444-555555555555";

const invites = {
  secret: "the tests sign their links with this, and nobody else",
  publicUrl: "https://apply.example",
};

/** A companion with two customers, each with a linked connection, and a company that is nobody's. */
async function lender(options: Parameters<typeof companionTest>[0] = {}) {
  const companion = companionTest({ invites, ...options });
  const { fake, json } = companion;
  const made = async (as: string) => {
    const { id } = await json<Company>("POST /company", { as });
    return { id, connectionId: fake.connect(id).id };
  };
  const [acme, birch] = [await made("acme"), await made("birch")];
  const stranger = fake.createCompany("Another tenant");
  const before = () => fake.requests().filter(({ method }) => method !== "GET").length;
  return { ...companion, acme, birch, strange: fake.connect(stranger.id).id, changes: before };
}

/** What an answer is, but for the time of day. */
async function whole(response: Response): Promise<unknown> {
  return { status: response.status, headers: [...response.headers].sort(), body: await response.text() };
}

const routes = (connectionId: string) => [
  "GET /company",
  "POST /company",
  "GET /events",
  "POST /connections",
  `POST /connections/${connectionId}/unlink`,
  `DELETE /connections/${connectionId}`,
  "GET /invites",
  "POST /invites",
  `POST /invites/${connectionId}`,
  `DELETE /invites/${connectionId}`,
  "GET /go?use=connect&sourceType=accounting",
  `GET /go?use=connect&sourceType=accounting&connectionId=${connectionId}`,
];
const changing = (connectionId: string) => routes(connectionId).filter((route) => !route.startsWith("GET"));
const body = { platformKey: "gbol", sourceType: "accounting", prepared: true, name: "Kim" };

async function answers(
  companion: CompanionTest,
  wanted: readonly string[],
  init: AskInit,
): Promise<unknown[]> {
  return Promise.all(
    wanted.map(async (route) =>
      whole(
        await companion.ask(route, {
          ...init,
          body: route.startsWith("GET") ? undefined : (init.body ?? body),
        }),
      ),
    ),
  );
}

/** JSON routes of one denial, all alike. */
const denied = (status: number, error: string) => ({
  status,
  headers: [
    ["cache-control", "no-store"],
    ["content-type", "application/json"],
    ["x-content-type-options", "nosniff"],
  ],
  body: JSON.stringify({ error }),
});

describe("nobody signed in", () => {
  it("is denied every route, each with the same answer", async () => {
    const companion = await lender();
    const before = companion.changes();
    const [company, ...others] = await answers(companion, routes(companion.acme.connectionId), { as: null });
    const pages = others.splice(-2);
    expect(company).toEqual(denied(401, "session"));
    for (const other of others) expect(other).toEqual(company);
    expect(pages[0]).toEqual(pages[1]);
    expect(pages[0]).toMatchObject({ status: 401, body: expect.stringContaining("signed out") });
    expect(companion.changes()).toBe(before);
  });
});

describe("a customer without a company", () => {
  it("finds nothing, and makes nothing by looking", async () => {
    const companion = await lender();
    const wanted = routes(companion.acme.connectionId).filter(
      (one) => !/^POST \/(company|connections|invites)$|^GET \/invites|go|events/.test(one),
    );
    const before = companion.changes();
    for (const answer of await answers(companion, wanted, { as: "newcomer" })) {
      expect(answer).toEqual(denied(404, "not found"));
    }
    const events = await companion.ask("GET /events", { as: "newcomer" });
    expect([events.status, await events.text()]).toEqual([204, ""]);
    expect(companion.changes()).toBe(before);
  });
});

describe("a connection that is not the customer's own", () => {
  it("is not there: of another customer, another tenant, nobody, misspelled, or no id at all", async () => {
    const companion = await lender();
    const { acme, birch, strange } = companion;
    const before = companion.changes();
    const ids = [
      nowhere,
      birch.connectionId,
      birch.connectionId.toUpperCase(),
      strange,
      birch.id,
      acme.id,
      `{${acme.connectionId}}`,
      `${acme.connectionId}%20x`,
      `${acme.connectionId},${birch.connectionId}`,
      "[object%20Object]",
      "__proto__",
      "constructor",
      "undefined",
      "*",
    ];
    const init = { as: "acme", headers: { "x-company-id": birch.id, "x-admin": "true" } };
    for (const id of ids) {
      const spoofed = {
        admin: true,
        companyId: birch.id,
        connectionId: acme.connectionId,
        id: acme.connectionId,
      };
      const wanted = [
        `POST /connections/${id}/unlink?companyId=${birch.id}`,
        `DELETE /connections/${id}?admin=1`,
      ];
      for (const answer of await answers(companion, wanted, { ...init, body: spoofed })) {
        expect(answer).toEqual(denied(404, "not found"));
      }
    }
    expect(companion.changes()).toBe(before);
    expect(companion.fake.connections(birch.id)).toMatchObject([{ status: "Linked" }]);
  });

  it("leads nowhere", async () => {
    const companion = await lender();
    const go = "/go?use=connect&sourceType=accounting&connectionId=";
    const [first, ...others] = await answers(
      companion,
      [nowhere, companion.birch.connectionId, companion.strange, companion.birch.id].map(
        (id) => `GET ${go}${id}`,
      ),
      {},
    );
    expect(first).toMatchObject({ status: 404, body: expect.stringContaining("Nothing was connected") });
    for (const other of others) expect(other).toEqual(first);
  });

  it("is not there for a former owner", async () => {
    const owners = new Map<string, string>();
    const records = {
      get: (id: string) => owners.get(id),
      set: (id: string, company: string) => void owners.set(id, company),
    };
    const companion = await lender({ companies: records });
    const { acme, birch } = companion;
    owners.set("acme", birch.id);
    owners.set("birch", acme.id);
    const wanted = [
      `POST /connections/${acme.connectionId}/unlink`,
      `DELETE /connections/${acme.connectionId}`,
    ];
    for (const answer of await answers(companion, wanted, {}))
      expect(answer).toEqual(denied(404, "not found"));
    expect((await companion.json<Company>("GET /company")).id).toBe(birch.id);
  });
});

describe("another company's id", () => {
  it("changes nothing, wherever it is said", async () => {
    const { json, ask, acme, birch, fake } = await lender();
    const query = `?companyId=${birch.id}&company=${birch.id}&customer=birch`;
    const spoofed = {
      body: { companyId: birch.id, id: birch.id, admin: true },
      headers: { "x-company-id": birch.id },
    };
    expect((await json<Company>(`GET /company${query}`)).id).toBe(acme.id);
    expect((await json<Company>(`POST /company${query}`, spoofed)).id).toBe(acme.id);
    const go = await ask(`GET /go${query}&use=connect&sourceType=accounting`);
    expect(go.headers.get("location")).toBe(fake.hostedLink(acme.id));
    await ask(`POST /connections${query}`, { ...spoofed, body: { ...spoofed.body, platformKey: "gbol" } });
    expect([fake.connections(acme.id).length, fake.connections(birch.id).length]).toEqual([2, 1]);
  });
});

describe("a request that another page made", () => {
  it.each<[string, Record<string, string>]>([
    ["cross-site", { "sec-fetch-site": "cross-site" }],
    ["a sibling of the same site", { "sec-fetch-site": "same-site" }],
    ["a sibling that claims our origin", { "sec-fetch-site": "same-site", origin: "https://lender.example" }],
    ["the address bar", { "sec-fetch-site": "none" }],
    ["something new", { "sec-fetch-site": "same-planet" }],
  ])("as %s changes nothing", async (_, headers) => {
    const companion = await lender();
    const before = companion.changes();
    for (const answer of await answers(companion, changing(companion.acme.connectionId), { headers })) {
      expect(answer).toEqual(denied(403, "origin"));
    }
    expect(companion.changes()).toBe(before);
  });

  it.each<[string, Record<string, string>]>([
    ["without an Origin", {}],
    ["of another origin", { origin: "https://evil.example" }],
    ["of no origin", { origin: "null" }],
    ["of our host by another scheme", { origin: "http://lender.example" }],
    ["of our host at another port", { origin: "https://lender.example:8443" }],
    ["with a Referer alone", { referer: "https://lender.example/onboarding" }],
    ["with a proxy's word for it", { origin: "https://evil.example", "x-forwarded-host": "evil.example" }],
    ["behind a proxy that ends TLS", { origin: "https://lender.example", host: "http" }],
  ])("in a browser that does not say where from, %s, changes nothing, and is told why", async (_, from) => {
    const { server, acme, changes, errors } = await lender();
    const { host: scheme = "https", ...headers } = from;
    const before = changes();
    for (const route of changing(acme.connectionId)) {
      const [method = "", path] = route.split(" ");
      const init = {
        method,
        headers: { cookie: "customer=acme", "content-type": "application/json", ...headers },
      };
      const request = new Request(`${scheme}://lender.example/api/codat${path}`, {
        ...init,
        body: JSON.stringify(body),
      });
      expect(await whole(await server.fetch(request))).toEqual(denied(403, "ONB-519"));
    }
    expect(changes()).toBe(before);
    expect(errors).toMatchObject([{ code: "ONB-519", message: expect.stringMatching(/trustProxy/) }]);
  });

  it("is our own where the browser says nothing but the Origin", async () => {
    const { server } = await lender();
    const headers = { cookie: "customer=acme", origin: "https://lender.example" };
    const request = new Request("https://lender.example/api/codat/company", { method: "POST", headers });
    expect((await server.fetch(request)).status).toBe(200);
  });

  it("reads nothing", async () => {
    const companion = await lender();
    const headers = { "sec-fetch-site": "cross-site" };
    const reading = ["GET /company", "GET /events", "GET /invites"];
    for (const answer of await answers(companion, reading, { headers })) {
      expect(answer).toEqual(denied(403, "origin"));
    }
  });

  it("as a form's text makes no connection", async () => {
    const { ask, acme, fake } = await lender();
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "text/plain; application/json",
    ]) {
      const response = await ask("POST /connections", { body, headers: { "content-type": type } });
      expect(await whole(response)).toEqual(denied(400, "request"));
    }
    expect(fake.connections(acme.id)).toHaveLength(1);
  });

  it("makes and cancels no invite", async () => {
    const { ask, json } = await lender();
    const { id } = await json<{ id: string }>("POST /invites", { body });
    const headers = { "sec-fetch-site": "cross-site", origin: "https://evil.example" };
    const kind = { ...body, kind: "self" };
    expect(await whole(await ask(`DELETE /invites/${id}`, { headers }))).toEqual(denied(403, "origin"));
    expect(await whole(await ask("POST /invites", { headers, body: kind }))).toEqual(denied(403, "origin"));
    const text = { headers: { "content-type": "text/plain" }, body: kind };
    expect(await whole(await ask("POST /invites", text))).toEqual(denied(400, "request"));
    expect((await json<{ invites: object[] }>("GET /invites")).invites).toMatchObject([
      { id, state: "prepared" },
    ]);
  });
});

describe("another customer's invite", () => {
  it("is in no answer of one's own", async () => {
    const companion = await lender();
    const { id } = await companion.json<{ id: string }>("POST /invites", { body, as: "birch" });
    const wanted = [
      "GET /invites",
      "GET /company",
      `GET /invites?customer=birch&companyId=${companion.birch.id}`,
    ];
    expect(JSON.stringify(await answers(companion, wanted, {}))).not.toContain(id);
    const spoofed = { body: { ...body, companyId: companion.birch.id, customer: "birch", id } };
    expect((await companion.json<{ id: string }>("POST /invites", spoofed)).id).not.toBe(id);
  });
});
