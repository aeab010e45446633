import { Webhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { describe, expect, it, vi } from "vitest";
import { createFakeCodat } from "../../src/testing/index.js";
import { callerOf, standingFake, start } from "./codatCalls.js";
import { consumer, ids, names, secret, url } from "./webhookConsumer.js";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

describe("a message", () => {
  it.each([
    ["webhook", "standardwebhooks", new Webhook(secret)],
    ["webhook", "svix", new SvixWebhook(secret)],
    ["svix", "svix", new SvixWebhook(secret)],
  ] as const)("is signed as %s-* so that %s takes it", async (headers, _, verifier) => {
    const { received, target } = consumer();
    const fake = createFakeCodat({ webhooks: { ...target, headers } });
    for (let count = 0; count < 20; count++) fake.createCompany(`Müller ${"🧁".repeat(count)}`);
    await fake.webhooks.settle();
    expect(received).toHaveLength(20);
    for (const { headers, body, json } of received) {
      expect(verifier.verify(body, headers)).toEqual(json);
      expect(() => verifier.verify(`${body} `, headers)).toThrow("No matching signature found");
    }
  });

  it("has Codat's three headers, and an id that is not the body's", async () => {
    const { received, target } = consumer();
    const fake = standingFake({ webhooks: target });
    const { id } = fake.createCompany("Bakery", { tags: { uid: "1" } });
    await fake.webhooks.settle();
    const [message] = received;
    expect(message?.headers).toEqual({
      "content-type": "application/json",
      "webhook-id": expect.stringMatching(/^msg_[0-9a-f]{32}$/),
      "webhook-timestamp": String(Date.parse(start) / 1000),
      "webhook-signature": expect.stringMatching(/^v1,[A-Za-z0-9+/]{43}=$/),
    });
    expect(message?.json).toEqual({
      id: expect.stringMatching(/^[-0-9a-f]{36}$/),
      eventType: "company.created",
      generatedDate: start,
      payload: {
        id,
        name: "Bakery",
        description: "",
        redirect: fake.hostedLink(id),
        created: start,
        products: [],
        tags: { uid: "1" },
        referenceSubsidiaryCompanies: [],
      },
    });
    expect(fake.webhooks.messages()).toEqual([
      { id: message?.headers["webhook-id"], eventType: "company.created", body: message?.body },
    ]);
  });

  it("says of a connection whose it is, and how it stands", async () => {
    const { received, target } = consumer();
    const fake = standingFake();
    const { id, name } = fake.createCompany("Bakery", { tags: { uid: "1" }, description: "Flour" });
    const connection = fake.startConnection(id);
    fake.webhooks.add(target);
    fake.cancel(connection.id);
    fake.authorize(connection.id);
    fake.completeRead(connection.id, ["invoices"]);
    await fake.webhooks.settle();
    const links = { portal: `https://app.codat.io/companies/${id}/summary` };
    const referenceCompany = { id, name, description: "Flour", links, tags: { uid: "1" } };
    const { dataConnectionErrors: _, organisation: __, ...shown } = fake.connections(id)[0] ?? connection;
    const error = {
      statusCode: "403",
      statusText: "access_denied",
      errorMessage: "User cancelled.",
      erroredOnUtc: start,
    };
    expect(received.map(({ json }) => json)).toMatchObject([
      {
        eventType: "connection.failed",
        payload: {
          referenceCompany,
          connection: { id: connection.id, status: "PendingAuth", dataConnectionErrors: [error] },
        },
      },
      { eventType: "connection.connected", payload: { referenceCompany, connection: { status: "Linked" } } },
      {
        eventType: "read.completed.initial",
        payload: {
          referenceCompany,
          modifiedFromDate: null,
          dataTypes: [
            {
              connectionId: connection.id,
              dataType: "invoices",
              recordsModified: false,
              status: "Complete",
              issues: [],
            },
          ],
        },
      },
    ]);
    const { json } = await callerOf(fake)(`GET /companies/${id}/connections/${connection.id}`);
    expect(json).toMatchObject(shown);
  });

  it("is dated after every earlier one, though the clock stands or goes back", async () => {
    let clock = Date.parse(start);
    const { received, target } = consumer();
    const fake = createFakeCodat({ webhooks: target, now: () => new Date(clock) });
    fake.connect(fake.createCompany().id);
    clock -= minute;
    fake.createCompany();
    clock += hour;
    fake.createCompany();
    await fake.webhooks.settle();
    expect(received.map(({ json }) => (json as unknown as { generatedDate: string }).generatedDate)).toEqual([
      "2026-11-23T08:00:00.000Z",
      "2026-11-23T08:00:00.0000001Z",
      "2026-11-23T08:00:00.0000002Z",
      "2026-11-23T08:00:00.0000003Z",
      "2026-11-23T08:59:00.000Z",
    ]);
  });

  it("is signed by the secret before as well, for a day", async () => {
    const { received, target } = consumer();
    const fake = createFakeCodat({ webhooks: target });
    const rotated = fake.webhooks.rotateSecret(fake.webhooks.endpoints()[0]?.id ?? "");
    expect(fake.webhooks.endpoints()).toMatchObject([{ secret: rotated }]);
    fake.createCompany();
    await fake.webhooks.settle();
    const [both] = received;
    for (const one of [secret, rotated]) new Webhook(one).verify(both?.body ?? "", both?.headers ?? {});

    await fake.advance(day);
    fake.createCompany();
    await fake.webhooks.settle();
    expect(received[1]?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
  });
});

describe("consumers", () => {
  it("are made, listed and removed over the API, without their secret", async () => {
    const fake = standingFake();
    const call = callerOf(fake);
    const wanted = { url, eventTypes: ["connection.connected"], companyTags: ["region:uk"] };
    const made = await call("POST /webhooks", wanted);
    expect([made.status, made.json]).toEqual([201, { id: expect.any(String), disabled: false, ...wanted }]);
    expect((await call("GET /webhooks")).json).toEqual({ results: [made.json] });
    expect(fake.webhooks.endpoints()).toMatchObject([
      { id: made.json.id, secret: expect.stringMatching(/^whsec_/) },
    ]);
    expect((await call(`DELETE /webhooks/${made.json.id}`)).status).toBe(204);
    expect((await call(`DELETE /webhooks/${made.json.id}`)).status).toBe(404);
    expect(fake.webhooks.endpoints()).toEqual([]);
  });

  it.each([{}, { url: "nowhere" }, { url, eventTypes: "all" }, { url, companyTags: Array(11).fill("a:b") }])(
    "are refused: %j",
    async (body) => expect((await callerOf(standingFake())("POST /webhooks", body)).status).toBe(400),
  );

  it("are fifty at most", async () => {
    const call = callerOf(standingFake());
    const statuses = [];
    for (let count = 0; count < 51; count++) statuses.push((await call("POST /webhooks", { url })).status);
    expect(statuses).toEqual([...Array(50).fill(201), 400]);
  });

  it("get the events they ask for, of the companies they ask for", async () => {
    const [all, connected, uk] = [consumer(), consumer(), consumer()];
    const fake = standingFake({
      webhooks: [
        all.target,
        { ...connected.target, eventTypes: ["connection.connected"] },
        { ...uk.target, companyTags: ["region:uk", "region:ie"] },
      ],
    });
    fake.connect(fake.createCompany("A", { tags: { region: "uk" } }).id);
    fake.connect(fake.createCompany("B", { tags: { region: "UK" } }).id);
    await fake.webhooks.settle();
    const one = ["company.created", "connection.created", "connection.connected"];
    expect(names(all.received)).toEqual([...one, ...one]);
    expect(names(connected.received)).toEqual(["connection.connected", "connection.connected"]);
    expect(names(uk.received)).toEqual(one);
    expect(ids(uk.received)).toEqual(ids(all.received).slice(0, 3));
  });

  it("are reached over the network where no fetch is given", async () => {
    const network = vi.spyOn(globalThis, "fetch").mockImplementation(async () => new Response());
    const fake = standingFake();
    await callerOf(fake)("POST /webhooks", { url });
    fake.createCompany();
    await fake.webhooks.settle();
    expect(network.mock.calls).toMatchObject([[{ url, method: "POST" }]]);
    expect(fake.webhooks.deliveries()).toMatchObject([{ state: "delivered", status: 200 }]);
    network.mockRestore();
  });
});

describe("a message that fails", () => {
  const schedule = [0, 5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];

  it("is sent eight times in about 28 hours, each signed anew", async () => {
    const { received, target } = consumer(() => 503);
    const fake = standingFake({ webhooks: target });
    fake.createCompany();
    await fake.advance(10 * day);
    let at = 0;
    const times = schedule.map((delay) => {
      at += delay;
      return new Date(Date.parse(start) + at).toISOString();
    });
    expect(fake.webhooks.deliveries().map((one) => [one.attempt, one.at, one.status, one.state])).toEqual(
      times.map((time, index) => [index + 1, time, 503, "failed"]),
    );
    expect(new Set(ids(received)).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(received.map(({ headers }) => headers["webhook-timestamp"])).toEqual(
      times.map((time) => String(Math.floor(Date.parse(time) / 1000))),
    );
    expect(new Set(received.map(({ headers }) => headers["webhook-signature"])).size).toBe(8);
  });

  it.each([200, 202, 299])("is not sent again after %i", async (status) => {
    const { received, target } = consumer((count) => (count < 3 ? 500 : status));
    const fake = standingFake({ webhooks: target });
    fake.createCompany();
    await fake.advance(day);
    expect(received).toHaveLength(3);
    expect(fake.webhooks.deliveries().map(({ state }) => state)).toEqual(["failed", "failed", "delivered"]);
  });

  it.each([302, 400, 410])("is sent again after %i", async (status) => {
    const { received, target } = consumer(() => status);
    const fake = standingFake({ webhooks: target });
    fake.createCompany();
    await fake.advance(5 * second);
    expect(received).toHaveLength(2);
  });

  it("is sent again when nothing answers within 15 seconds, and when the line is dead", async () => {
    let count = 0;
    const signals: AbortSignal[] = [];
    const fake = standingFake({
      webhooks: {
        url,
        fetch: (request) => {
          signals.push(request.signal);
          return ++count === 1 ? new Promise(() => {}) : Promise.reject(new TypeError("refused"));
        },
      },
    });
    fake.createCompany();
    await fake.advance(14_999);
    expect([fake.webhooks.deliveries()[0]?.state, signals[0]?.aborted]).toEqual(["going", false]);
    await fake.advance(1);
    expect([fake.webhooks.deliveries()[0]?.state, signals[0]?.aborted]).toEqual(["failed", true]);
    await fake.advance(5 * second);
    expect(fake.webhooks.deliveries().map(({ state, status }) => [state, status])).toEqual([
      ["failed", undefined],
      ["failed", undefined],
    ]);
  });

  it("disables its consumer after five days, until it is enabled", async () => {
    let isWell = false;
    const { received, target } = consumer(() => (isWell ? 200 : 500));
    const fake = standingFake({ webhooks: target });
    fake.createCompany();
    await fake.advance(5 * day - second);
    expect(fake.webhooks.endpoints()).toMatchObject([{ disabled: false }]);
    await fake.advance(second);
    fake.createCompany();
    await fake.webhooks.settle();
    const [endpoint] = fake.webhooks.endpoints();
    expect(endpoint?.disabled).toBe(true);
    await fake.advance(day);
    fake.createCompany();
    await fake.webhooks.settle();
    expect(received).toHaveLength(9);

    isWell = true;
    fake.webhooks.enable(endpoint?.id ?? "");
    fake.createCompany();
    await fake.webhooks.settle();
    expect(received).toHaveLength(10);
  });

  it("is forgotten with its consumer", async () => {
    const { received, target } = consumer(() => 500);
    const fake = standingFake({ webhooks: target });
    fake.createCompany();
    await fake.webhooks.settle();
    await callerOf(fake)(`DELETE /webhooks/${fake.webhooks.endpoints()[0]?.id}`);
    await fake.advance(day);
    expect(received).toHaveLength(1);
  });
});
