import { beforeEach, describe, expect, it } from "vitest";
import type { FakeCodat, FakeConnection } from "../../src/testing/index.js";
import { baseUrl, callerOf, standingFake } from "./codatCalls.js";

const day = 24 * 60 * 60 * 1000;

let fake: FakeCodat;
let told: string[];
let companyId: string;
let call: ReturnType<typeof callerOf>;

/** A fake with one company, whose webhooks are noted as their name and the connection's status. */
function begin(options: Parameters<typeof standingFake>[0] = {}): void {
  // Its own list: what a test before left on its way is not told here.
  const mine: string[] = [];
  told = mine;
  fake = standingFake({
    ...options,
    webhooks: {
      url: "http://127.0.0.1:1/webhooks",
      fetch: async (request) => {
        const { eventType, payload } = (await request.json()) as {
          eventType: string;
          payload: { connection?: { status: string } };
        };
        mine.push([eventType, payload.connection?.status].filter(Boolean).join(" "));
        return new Response();
      },
    },
  });
  companyId = fake.createCompany("Bakery").id;
  call = callerOf(fake);
}

const events = async () => {
  await fake.webhooks.settle();
  return told.filter((name) => name !== "company.created");
};

/** A person on the pages: sends the buttons of a link in turn, and ends at the last address. */
async function press(link: string, ...buttons: string[]): Promise<string> {
  const first = await fake.fetch(link);
  let page = await first.text();
  let end = "";
  for (const button of buttons) {
    const [name = "", value = ""] = button.split("=");
    const tag = button === "agree" ? 'class="main-action">Agree' : `name="${name}" value="${value}"`;
    const form = page.split("<form ").find((part) => part.includes(tag));
    const action = form && /action="([^"]+)"/.exec(form)?.[1];
    if (!action) throw new Error(`The page has no ${button}: ${page}`);
    const body = new URLSearchParams(button === "agree" ? {} : { [name]: value });
    const answer = await fake.fetch(baseUrl + action, { method: "POST", body });
    end = answer.headers.get("location") ?? String(answer.status);
    page = end.startsWith("/") ? await (await fake.fetch(baseUrl + end)).text() : "";
  }
  return page;
}

beforeEach(() => begin());

describe("a connection, from method to method", () => {
  const linked = ["connection.created PendingAuth", "connection.connected Linked"];
  const journeys: [string, () => FakeConnection, string, string[]][] = [
    ["waits", () => fake.startConnection(companyId), "PendingAuth", linked.slice(0, 1)],
    ["is linked", () => fake.connect(companyId), "Linked", linked],
    [
      "fails, and is linked after all",
      () => {
        const { id } = fake.startConnection(companyId);
        fake.fail(id);
        return fake.authorize(id);
      },
      "Linked",
      [linked[0] ?? "", "connection.failed PendingAuth", linked[1] ?? ""],
    ],
    [
      "is cancelled",
      () => fake.cancel(fake.startConnection(companyId).id),
      "PendingAuth",
      [linked[0] ?? "", "connection.failed PendingAuth"],
    ],
    [
      "is ended by the customer and reconnected",
      () => fake.reconnect(fake.deauthorize(fake.connect(companyId).id).id),
      "Linked",
      [...linked, "connection.disconnected Deauthorized", "connection.reconnected Linked"],
    ],
    [
      "expires",
      () => fake.deauthorize(fake.connect(companyId, { platform: "suuo" }).id, "expiry"),
      "Deauthorized",
      [...linked, "connection.disconnected Deauthorized"],
    ],
    [
      "is unlinked, fails to reconnect, and stays so",
      () => fake.fail(fake.unlink(fake.connect(companyId).id).id),
      "Unlinked",
      [...linked, "connection.disconnected Unlinked", "connection.failed Unlinked"],
    ],
    [
      "is read, first and again",
      () => fake.completeRead(fake.completeRead(fake.connect(companyId).id).id),
      "Linked",
      [...linked, "read.completed.initial", "read.completed"],
    ],
    [
      "is a desktop import that ends with the first data",
      () => fake.completeRead(fake.connect(companyId, { platform: "pqsw", once: true }).id),
      "Deauthorized",
      [...linked, "read.completed.initial", "connection.disconnected Deauthorized"],
    ],
  ];

  it.each(journeys)("%s", async (_, go, status, expected) => {
    expect(go().status).toBe(status);
    expect(fake.connections(companyId)).toMatchObject([{ status }]);
    expect(await events()).toEqual(expected);
  });

  it("is deleted, and told of with the status it had", async () => {
    fake.deleteConnection(fake.connect(companyId).id);
    expect(fake.connections(companyId)).toEqual([]);
    expect((await events()).at(-1)).toBe("connection.deleted Linked");
  });

  it("keeps an error for each end by the platform, until it is linked again", () => {
    const { id } = fake.connect(companyId);
    const { dataConnectionErrors } = fake.deauthorize(id, "expiry");
    expect(dataConnectionErrors).toMatchObject([
      {
        statusCode: "401",
        errorMessage: "The consent to access the connection has expired.",
        status: "Active",
      },
    ]);
    expect(fake.reconnect(id).dataConnectionErrors).toMatchObject([
      { statusCode: "401", status: "Resolved" },
    ]);
  });

  it("does nothing that cannot happen", () => {
    const { id } = fake.startConnection(companyId);
    for (const action of ["unlink", "deauthorize", "completeRead", "reconnect"] as const) {
      expect(() => fake[action](id)).toThrow(RangeError);
    }
    fake.authorize(id);
    for (const action of ["authorize", "reconnect", "fail", "cancel"] as const) {
      expect(() => fake[action](id)).toThrow(RangeError);
    }
    expect(() => fake.unlink("nobody")).toThrow(RangeError);
    expect(() => fake.connect(companyId, { platform: "none" })).toThrow(RangeError);
    expect(() => fake.connect("nobody")).toThrow(RangeError);
    expect(fake.connections(companyId)).toHaveLength(1);
  });

  it("has its first data by itself, while it is linked", async () => {
    begin({ firstDataAfter: 5000 });
    const [one, two] = [fake.connect(companyId), fake.connect(companyId, { platform: "suuo" })];
    fake.unlink(two.id);
    await fake.advance(4999);
    expect(fake.connections(companyId).map(({ lastSync }) => lastSync)).toEqual([undefined, undefined]);
    await fake.advance(1);
    expect(fake.connections(companyId).map(({ lastSync }) => lastSync)).toEqual([
      "2026-11-23T08:00:05.000Z",
      undefined,
    ]);
    expect((await events()).filter((name) => name.startsWith("read"))).toEqual(["read.completed.initial"]);
    fake.unlink(one.id);
    fake.reconnect(one.id);
    await fake.advance(day);
    expect((await events()).at(-1)).toBe("connection.reconnected Linked");
  });
});

describe("a connection over the API", () => {
  it("is made, read, listed, unlinked and deleted", async () => {
    const made = await call(`POST /companies/${companyId}/connections`, { platformKey: "gbol" });
    const { id } = made.json;
    const path = `/companies/${companyId}/connections/${id}`;
    expect(made.json).toEqual({
      id,
      integrationId: expect.stringMatching(/^[-0-9a-f]{36}$/),
      integrationKey: "gbol",
      sourceId: expect.stringMatching(/^[-0-9a-f]{36}$/),
      platformName: "Xero",
      linkUrl: `${baseUrl}/companies/${companyId}/connections/${id}/start`,
      status: "PendingAuth",
      created: "2026-11-23T08:00:00.000Z",
      sourceType: "Accounting",
    });
    expect((await call(`GET ${path}`)).json).toEqual(made.json);
    expect((await call(`GET /companies/${companyId}`)).json.dataConnections).toEqual([made.json]);

    expect((await call(`PATCH ${path}`, { status: "Unlinked" })).status).toBe(400);
    fake.authorize(id);
    expect((await call(`PATCH ${path}`, { status: "Linked" })).status).toBe(400);
    expect((await call(`PATCH ${path}`, { status: "Unlinked" })).json.status).toBe("Unlinked");
    fake.connect(companyId, { platform: "exgd" });
    const list = (await call(`GET /companies/${companyId}/connections?page=1&pageSize=1`)).json;
    expect([list.totalResults, list.results.length, list._links.next.href]).toEqual([
      2,
      1,
      `/companies/${companyId}/connections?page=2&pageSize=1`,
    ]);
    const query = `GET /companies/${companyId}/connections?pageSize=9&query=status%3DUnlinked`;
    expect((await call(query)).json.results).toMatchObject([{ id }]);

    expect((await call(`DELETE ${path}`)).status).toBe(200);
    const gone = await call(`GET ${path}`);
    expect([gone.status, gone.json.error]).toEqual([404, `Data connection ${id} not found`]);
    expect(await events()).toEqual([
      "connection.created PendingAuth",
      "connection.connected Linked",
      "connection.disconnected Unlinked",
      "connection.created PendingAuth",
      "connection.connected Linked",
      "connection.deleted Unlinked",
    ]);
  });

  it("is nobody else's", async () => {
    const { id } = fake.connect(companyId);
    const other = fake.createCompany();
    for (const what of ["GET", "DELETE", "PATCH"]) {
      const { status } = await call(`${what} /companies/${other.id}/connections/${id}`, undefined);
      expect(status).toBe(404);
    }
    expect((await call(`POST /companies/${other.id}/connections`, { platformKey: "none" })).status).toBe(400);
    expect((await call("POST /companies/none/connections", { platformKey: "gbol" })).status).toBe(404);
    expect(fake.connections(companyId)).toMatchObject([{ status: "Linked" }]);
  });

  it("lists its errors once there are some", async () => {
    const { id } = fake.startConnection(companyId);
    fake.cancel(id);
    const { json } = await call(`GET /companies/${companyId}/connections/${id}`);
    expect(json.dataConnectionErrors).toEqual([
      {
        statusCode: "403",
        statusText: "access_denied",
        errorMessage: "User cancelled.",
        erroredOnUtc: "2026-11-23T08:00:00.000Z",
        status: "Active",
      },
    ]);
  });
});

describe("the organisation", () => {
  const info = () => call(`GET /companies/${companyId}/data/info`);

  it("is known once the first data is there", async () => {
    expect((await info()).status).toBe(404);
    const { id } = fake.connect(companyId, { organisation: "Bakery Holdings" });
    expect((await info()).status).toBe(409);
    fake.completeRead(id);
    expect((await info()).json).toMatchObject({ companyName: "Bakery Holdings" });
    fake.unlink(id);
    expect((await info()).json).toMatchObject({ companyName: "Bakery Holdings" });
    fake.deleteConnection(id);
    expect((await info()).status).toBe(404);
  });

  it("is the company's own name where nothing was chosen, and a bank's is not told", async () => {
    fake.completeRead(fake.connect(companyId, { platform: "suuo" }).id);
    expect((await info()).status).toBe(404);
    fake.completeRead(fake.connect(companyId).id);
    expect((await info()).json).toMatchObject({ companyName: "Bakery" });
  });

  it("is chosen on a page where a login has several", async () => {
    begin({ organisations: ["Bakery Ltd", "<Café> Ltd"] });
    const link = fake.hostedLink(companyId);
    const page = await press(link, "platform=gbol", "agree", "outcome=connected");
    expect(page).toContain("<h1>Which organisation at Xero?</h1>");
    expect(page).toContain(">&lt;Café&gt; Ltd</button>");
    expect(fake.connections(companyId)).toMatchObject([{ status: "PendingAuth" }]);

    await press(link, "platform=gbol", "agree", "outcome=connected", "organisation=Bakery Ltd");
    expect(fake.connections(companyId)).toMatchObject([
      { status: "PendingAuth" },
      { status: "Linked", organisation: "Bakery Ltd" },
    ]);
    fake.completeRead(fake.connections(companyId)[1]?.id ?? "");
    expect((await info()).json.companyName).toBe("Bakery Ltd");
  });

  it("is none that the login has not, and none before it was allowed", async () => {
    begin({ organisations: ["One", "Two"] });
    const page = await press(fake.hostedLink(companyId), "platform=gbol", "agree");
    const action = baseUrl + /action="([^"]+)\/outcome"/.exec(page)?.[1];
    const choose = async (organisation: string) => {
      const body = new URLSearchParams({ organisation });
      return (await fake.fetch(`${action}/organisation`, { method: "POST", body })).status;
    };
    expect(await choose("One")).toBe(400);
    await fake.fetch(`${action}/outcome`, {
      method: "POST",
      body: new URLSearchParams({ outcome: "connected" }),
    });
    expect(await choose("Three")).toBe(400);
    expect(fake.connections(companyId)).toMatchObject([{ status: "PendingAuth" }]);
    expect(await choose("Two")).toBe(303);
    expect(fake.connections(companyId)).toMatchObject([{ status: "Linked", organisation: "Two" }]);
  });
});

describe("the Hosted Link pages", () => {
  it("tell of a connection by webhook as the API does", async () => {
    await press(fake.hostedLink(companyId), "platform=gbol");
    await press(fake.hostedLink(companyId), "platform=suuo", "agree", "outcome=failed");
    await press(fake.hostedLink(companyId), "platform=fztf", "agree", "outcome=connected");
    expect(await events()).toEqual([
      "connection.created PendingAuth",
      "connection.created PendingAuth",
      "connection.failed PendingAuth",
      "connection.created PendingAuth",
      "connection.connected Linked",
    ]);
  });

  it.each(["unlink", "deauthorize"] as const)(
    "reconnect the same connection over its own link: %s",
    async (end) => {
      const { id, linkUrl } = fake.connect(companyId);
      fake[end](id);
      const page = await press(linkUrl, "agree", "outcome=connected");
      expect(page).toContain("<h1>You are connected</h1>");
      expect(fake.connections(companyId)).toMatchObject([{ id, status: "Linked" }]);
      expect((await events()).at(-1)).toBe("connection.reconnected Linked");
    },
  );

  it("offer one import to programs that run on a desktop", async () => {
    const link = fake.hostedLink(companyId);
    expect(await press(link, "platform=gbol", "agree")).not.toContain("connectedOnce");
    await press(link, "platform=hbql", "agree", "outcome=connectedOnce");
    const [, desktop] = fake.connections(companyId);
    expect(desktop?.status).toBe("Linked");
    expect(fake.completeRead(desktop?.id ?? "")).toMatchObject({
      status: "Deauthorized",
      lastSync: expect.any(String),
    });
  });

  it("forget a connection that was deleted while somebody was at the platform", async () => {
    const { id, linkUrl } = fake.startConnection(companyId);
    const page = await press(linkUrl, "agree");
    fake.deleteConnection(id);
    const action = /action="([^"]+\/outcome)"/.exec(page)?.[1];
    await fake.fetch(baseUrl + action, {
      method: "POST",
      body: new URLSearchParams({ outcome: "connected" }),
    });
    expect(fake.connections(companyId)).toEqual([]);
    expect((await events()).at(-1)).toBe("connection.deleted PendingAuth");
  });
});
