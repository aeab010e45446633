import type { Company } from "codat-onboarding/server";
import { describe, expect, it } from "vitest";
import { applyCompanyEvent, type CompanyEvent } from "../../../src/core/company/companyEvent.js";
import { parseCompany } from "../../../src/core/company/parseCompanyEvent.js";
import { readEvents } from "../../support/eventReader.js";
import { companionTest } from "../companionTest.js";

describe("the company of a customer", () => {
  it("is nobody's until it is asked for, and then one", async () => {
    const { ask, fake } = companionTest();
    expect((await ask("GET /company")).status).toBe(404);
    expect(fake.companies()).toHaveLength(0);

    const made = (await (await ask("POST /company")).json()) as Company;
    expect(made).toEqual({
      id: fake.companies()[0]?.id,
      linkHost: "127.0.0.1:4310",
      readAt: expect.any(String),
      connections: [],
      arrivals: {},
    });
    expect(await (await ask("GET /company")).json()).toEqual(made);
    expect(await (await ask("POST /company")).json()).toEqual(made);
    expect(fake.companies()).toMatchObject([
      { name: "Oak & Elm Ltd", tags: { "codat-onboarding-customer": "acme" } },
    ]);
  });

  it("is another for another customer", async () => {
    const { json } = companionTest();
    const [one, other] = [
      await json<Company>("POST /company"),
      await json<Company>("POST /company", { as: "birch" }),
    ];
    expect(one.id).not.toBe(other.id);
  });

  it("tells of connections and first data as they are", async () => {
    const { json, fake } = companionTest();
    const { id } = await json<Company>("POST /company");
    const { id: connectionId } = fake.connect(id, { organisation: "Oak & Elm Limited" });
    fake.completeRead(connectionId);
    await fake.webhooks.settle();
    const company = await json<Company>("GET /company");
    expect(company.connections).toMatchObject([{ id: connectionId, platformName: "Xero", status: "Linked" }]);
    expect(company.arrivals[connectionId]).toMatchObject({ organisation: "Oak & Elm Limited" });
  });
});

describe("the answer of POST and GET company", () => {
  const invites = { secret: "x".repeat(40), publicUrl: "https://apply.example" };

  /** A company with all that can be known of one. */
  async function busy() {
    const companion = companionTest({ invites });
    const { ask, json, fake } = companion;
    const { id } = await json<Company>("POST /company");
    const streamed = readEvents(await ask("GET /events"));
    fake.completeRead(fake.connect(id, { organisation: "Oak & Elm Limited" }).id);
    const attempt = fake.startConnection(id, "qhyg");
    fake.fail(attempt.id);
    const unwanted = fake.connect(id, { platform: "suuo" });
    await fake.webhooks.settle();
    fake.deleteConnection(unwanted.id);
    const body = { sourceType: "accounting", prepared: true, name: "Somebody" };
    const invite = await json<{ id: string }>("POST /invites", { body });
    await ask(`POST /invites/${invite.id}`, { body: { name: "Kim" } });
    await fake.webhooks.settle();
    return { ...companion, id, streamed };
  }

  it.each(["POST /company", "GET /company"])(
    "%s is the stream's first snapshot, letter for letter, before a reading and after one",
    async (route) => {
      const { ask, fake, id } = await busy();
      for (const isReadAnew of [false, true]) {
        if (isReadAnew) await ask("GET /return?statuscode=201");
        const answer = await (await ask(route)).text();
        const stream = readEvents(await ask("GET /events"));
        const [snapshot] = await stream.take(1);
        await stream.cancel();
        expect(snapshot).toMatchObject({ event: "snapshot", data: { type: "snapshot" } });
        expect(answer).toBe(
          JSON.stringify(snapshot?.data && "company" in snapshot.data && snapshot.data.company),
        );
        const company = JSON.parse(answer) as Company;
        expect(company.id).toBe(id);
        expect([company.connections.length, Object.keys(company.arrivals).length]).toEqual([3, 1]);
        expect(company.invites).toMatchObject([{ state: "prepared", name: "Kim" }]);
        // What the browser makes of it loses nothing.
        expect(JSON.parse(JSON.stringify(parseCompany(company)))).toEqual(company);
      }
      expect(fake.companies()).toHaveLength(1);
    },
  );

  it("is not undone by any event of a stream that lags behind, in whatever order", async () => {
    const { server, ask, json, streamed } = await busy();
    await ask("GET /return?statuscode=201");
    const company = await json<Company>("GET /company");
    await server.close();
    const { frames } = await streamed.rest();
    const events = frames.flatMap(({ data }) => data ?? []).slice(1);
    expect(events.map(({ type }) => type)).toContain("connection");
    expect(events.map(({ type }) => type)).toContain("invite");
    for (const order of [events, [...events].reverse()]) {
      const after = order.reduce<Company | undefined>(applyCompanyEvent, company);
      expect(after).toEqual(company);
    }
    const stale: CompanyEvent = {
      type: "connection",
      connection: { ...(company.connections[0] ?? expect.fail()), status: "PendingAuth", version: "2020" },
    };
    expect(applyCompanyEvent(company, stale)).toBe(company);
  });
});
