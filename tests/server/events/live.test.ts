import type { Company, ConnectionChange, DataReady } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { type EventReader, readEvents } from "../../support/eventReader.js";
import { settled } from "../../support/fakeTimers.js";
import { type CompanionTest, companionTest } from "../companionTest.js";

let companion: CompanionTest;
let companyId: string;
let changes: ConnectionChange[];
let arrivals: DataReady[];

beforeEach(async () => {
  changes = [];
  arrivals = [];
  companion = companionTest({
    onConnectionChange: (change) => void changes.push(change),
    onDataReady: (ready) => void arrivals.push(ready),
  });
  companyId = (await companion.json<Company>("POST /company")).id;
});

async function open(as = "acme"): Promise<EventReader> {
  const stream = readEvents(await companion.ask("GET /events", { as }));
  expect(await stream.take(1)).toMatchObject([{ event: "snapshot", data: { type: "snapshot" } }]);
  return stream;
}

/** What has come down a stream, without what cannot be known here. */
async function news(stream: EventReader, count: number) {
  return (await stream.take(count)).map(({ data }) => {
    if (data?.type === "connection") return data.connection.deleted ? "deleted" : data.connection.status;
    return data?.type === "data" ? (data.organisation ?? "data") : data?.type;
  });
}

describe("an open page", () => {
  it("is told of all that happens to a connection, in the order it happens", async () => {
    const { fake } = companion;
    const stream = await open();
    const { id } = fake.startConnection(companyId);
    await fake.webhooks.settle();
    fake.cancel(id);
    await fake.webhooks.settle();
    fake.authorize(id, { organisation: "Oak & Elm Limited" });
    await fake.webhooks.settle();
    fake.completeRead(id);
    await fake.webhooks.settle();
    fake.deauthorize(id);
    await fake.webhooks.settle();
    fake.reconnect(id);
    await fake.webhooks.settle();
    fake.deleteConnection(id);
    await fake.webhooks.settle();
    expect(await news(stream, 8)).toEqual([
      "PendingAuth",
      "PendingAuth",
      "Linked",
      "data",
      "Oak & Elm Limited",
      "Deauthorized",
      "Linked",
      "deleted",
    ]);
    await stream.cancel();
    expect(companion.errors).toEqual([]);
  });

  it("is told of a subsidiary's connection, and hooks know whose it is", async () => {
    const { fake } = companion;
    const subsidiary = fake.createSubsidiary(companyId, "Elm UK");
    const stream = await open();
    const { id } = fake.connect(subsidiary.id);
    fake.completeRead(id, ["invoices", "bills"]);
    await fake.webhooks.settle();
    expect(await news(stream, 2)).toContain("Linked");
    await stream.cancel();
    expect(changes[0]).toMatchObject({ companyId: subsidiary.id, customerId: "acme", connection: { id } });
    expect(arrivals).toMatchObject([
      { companyId: subsidiary.id, customerId: "acme", connectionId: id, dataTypes: ["invoices", "bills"] },
    ]);
  });

  it("is told of no organisation behind a bank", async () => {
    const { fake } = companion;
    fake.completeRead(fake.connect(companyId, { organisation: "Oak & Elm Limited" }).id);
    await fake.webhooks.settle();
    const bank = fake.connect(companyId, { platform: "suuo" });
    fake.completeRead(bank.id);
    await fake.webhooks.settle();
    const { arrivals } = await companion.json<Company>("GET /company");
    expect(Object.values(arrivals).map(({ organisation }) => organisation)).toEqual([
      "Oak & Elm Limited",
      undefined,
    ]);
  });

  it("is told nothing of another customer's", async () => {
    const other = await companion.json<Company>("POST /company", { as: "birch" });
    const stream = await open();
    companion.fake.connect(other.id);
    await companion.fake.webhooks.settle();
    companion.fake.startConnection(companyId);
    await companion.fake.webhooks.settle();
    expect(await news(stream, 1)).toEqual(["PendingAuth"]);
    await stream.cancel();
  });

  it("costs Codat nothing while it is open", async () => {
    const stream = await open();
    const before = companion.fake.requests().length;
    const { id } = companion.fake.startConnection(companyId);
    companion.fake.authorize(id);
    await companion.fake.webhooks.settle();
    await news(stream, 2);
    expect(companion.fake.requests()).toHaveLength(before);
    await stream.cancel();
  });

  it("ends with the session, whichever of business and person it is of", async () => {
    for (const scope of [{ customer: "acme" }, { user: "user of acme" }]) {
      const stream = await open();
      await companion.server.closeSessions(scope);
      expect(await stream.rest()).toMatchObject({ frames: [] });
    }
  });

  it("is nobody's who merely has the same id", async () => {
    const stream = await open();
    await companion.server.closeSessions({ user: "acme" });
    await companion.server.closeSessions({ customer: "user of acme" });
    companion.fake.startConnection(companyId);
    await companion.fake.webhooks.settle();
    expect(await news(stream, 1)).toEqual(["PendingAuth"]);
    await stream.cancel();
  });

  it.each([
    "acme",
    undefined,
    null,
    {},
    { user: undefined },
    { user: "" },
    { user: 42 },
    { customer: ["acme"] },
    { user: "acme", customer: "acme" },
  ])("is not ended by closeSessions(%j), which says what it lacks", async (scope) => {
    const stream = await open();
    const closing = companion.server.closeSessions(scope as never);
    await expect(closing).rejects.toMatchObject({
      code: "ONB-520",
      message: expect.stringMatching(/user.*customer/),
    });
    companion.fake.startConnection(companyId);
    await companion.fake.webhooks.settle();
    expect(await news(stream, 1)).toEqual(["PendingAuth"]);
    await stream.cancel();
  });

  it("names by its type whose sessions it closes", () => {
    const close = companion.server.closeSessions;
    // @ts-expect-error an id alone may be a person's or a business's
    void close("acme").catch(() => {});
    // @ts-expect-error not both
    void close({ user: "sam", customer: "acme" }).catch(() => {});
  });

  it("ends when the companion is closed, and none is opened from then on", async () => {
    const stream = await open();
    await companion.server.close();
    await stream.rest();
    for (const route of ["GET /events", "GET /company", "GET /go", "POST /webhooks"]) {
      const response = await companion.ask(route);
      expect([response.status, await response.text()]).toEqual([503, '{"error":"unavailable"}']);
    }
  });

  it("ends when the companion is closed, which waits for a hook that runs", async () => {
    const hook = gate();
    const started = gate();
    companion = companionTest({
      streams: { drain: 0 },
      onConnectionChange() {
        started.open();
        return hook.opened;
      },
    });
    const { id } = await companion.json<Company>("POST /company");
    await companion.fake.webhooks.settle();
    companion.fake.startConnection(id);
    await started.opened;
    let isClosed = false;
    const closing = companion.server.close().then(() => {
      isClosed = true;
    });
    await settled();
    expect(isClosed).toBe(false);
    expect((await companion.ask("GET /company")).status).toBe(503);
    hook.open();
    await closing;
    await companion.fake.webhooks.settle();
    expect(companion.fake.webhooks.deliveries().at(-1)).toMatchObject({ status: 200, attempt: 1 });
    expect(companion.errors).toEqual([]);
  });

  it("is refused when Codat is away, and the host is told why", async () => {
    companion = companionTest({ fake: companion.fake });
    companion.fake.fault({ path: `/companies/${companyId}`, status: 402, times: 9 });
    expect((await companion.ask("GET /events")).status).toBe(503);
    expect(companion.errors).toMatchObject([{ code: "ONB-508" }]);
    expect((await companion.ask("GET /company")).status).toBe(500);
    expect(companion.errors).toHaveLength(2);
  });
});

describe("a sign-out", () => {
  it("closes a stream whose session was asked for a moment before", async () => {
    let isSignedIn = true;
    let gate = Promise.resolve();
    const { server, ask } = companionTest({
      authenticate: () => (isSignedIn ? { id: "acme" } : null),
      companies: { get: () => gate.then(() => undefined), set: () => {} },
    });
    expect((await ask("POST /company")).status).toBe(200);
    let go = () => {};
    gate = new Promise((resolve) => {
      go = resolve;
    });
    const events = ask("GET /events");
    await new Promise((resolve) => setImmediate(resolve));
    isSignedIn = false;
    await server.closeSessions({ customer: "acme" });
    go();
    expect((await events).status).toBe(503);
    expect((await ask("GET /events")).status).toBe(401);
  });

  it("on another instance reaches the first stream of all, whose session was asked for a moment before", async () => {
    const backplane = memoryBackplane();
    const here = companionTest({ fake: companion.fake, backplane });
    let isSignedIn = true;
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const there = companionTest({
      fake: companion.fake,
      backplane,
      authenticate: () => (isSignedIn ? { id: "acme" } : null),
      companies: { get: () => gate.then(() => companyId), set: () => {} },
    });
    const events = there.ask("GET /events");
    await new Promise((resolve) => setImmediate(resolve));
    isSignedIn = false;
    await here.server.closeSessions({ customer: "acme" });
    go();
    expect((await events).status).toBe(503);
  });

  it("that would not be heard of lets no stream begin", async () => {
    const backplane = memoryBackplane();
    let refusals = 1;
    const { ask } = companionTest({
      fake: companion.fake,
      backplane: {
        ...backplane,
        subscribe: async (channel, listener) => {
          if (refusals-- > 0) throw new Error("The backplane is away.");
          return backplane.subscribe(channel, listener);
        },
      },
    });
    expect((await ask("GET /events")).status).toBe(503);
    expect((await ask("GET /events")).status).toBe(200);
  });

  it("whose session cannot be asked for again ends in 503, and opens no stream", async () => {
    let asked = 0;
    const { server, ask } = companionTest({
      fake: companion.fake,
      authenticate: (_, { recheck }) => {
        if (recheck && asked++ === 0) throw new Error("The session store is away.");
        return { id: "acme" };
      },
    });
    await server.closeSessions({ customer: "acme" });
    const refused = await ask("GET /events");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "5"]);
    expect((await ask("GET /events")).status).toBe(200);
  });
});

describe("the host's authenticate", () => {
  it("is told whether anybody has acted", async () => {
    const told: [string, boolean][] = [];
    let third = gate();
    let time = Date.now();
    const { server, ask } = companionTest({
      fake: companion.fake,
      invites: { secret: "x".repeat(40), publicUrl: "https://lender.example" },
      streams: { heartbeat: 5, recheck: 15 },
      // A session is due again when the test says so, however busy the machine is.
      now: () => new Date(time),
      authenticate(request, { recheck }) {
        if (recheck) time += 12;
        told.push([`${request.method} ${new URL(request.url).pathname.slice(10)}`, recheck]);
        if (told.length === 3) third.open();
        return { id: "acme" };
      },
    });
    for (const route of ["POST /company", "GET /company", "GET /invites", "GET /go?sourceType=accounting"])
      await ask(route);
    expect(told.splice(0).map(([, recheck]) => recheck)).toEqual([false, false, false, false]);
    third = gate();

    const first = readEvents(await ask("GET /events"));
    const [snapshot] = await first.take(1);
    time += 12;
    // Its session is checked while it is open.
    await third.opened;
    await first.cancel();
    expect(told.splice(0).slice(0, 3)).toEqual([
      ["GET /events", false],
      ["GET /events", true],
      ["GET /events", true],
    ]);

    const again = await ask("GET /events", { headers: { "last-event-id": snapshot?.id ?? "" } });
    expect(told[0]).toEqual(["GET /events", true]);
    const byAddress = await ask(`GET /events?lastEventId=${encodeURIComponent(snapshot?.id ?? "")}`);
    expect(told.every(([, recheck]) => recheck)).toBe(true);
    await again.body?.cancel();
    await byAddress.body?.cancel();
    await server.close();
  });
});

describe("a deleted company", () => {
  it("is gone for its customer, who can have another", async () => {
    companion.fake.deleteCompany(companyId);
    await companion.fake.webhooks.settle();
    expect((await companion.ask("GET /company")).status).toBe(404);
    expect((await companion.json<Company>("POST /company")).id).not.toBe(companyId);
  });

  it("that was a subsidiary takes its connections with it", async () => {
    const { fake, json } = companion;
    fake.connect(fake.createSubsidiary(companyId, "Branch").id);
    const branch = fake.companies().find(({ name }) => name === "Branch");
    await fake.webhooks.settle();
    const standing = async () =>
      (await json<Company>("GET /company")).connections.filter(({ deleted }) => !deleted).length;
    const before = await standing();
    fake.deleteCompany(branch?.id ?? "");
    await fake.webhooks.settle();
    expect([before, await standing()]).toEqual([1, 0]);
  });

  it("is noticed without a webhook too", async () => {
    companion.fake.webhooks.hold();
    companion.fake.deleteCompany(companyId);
    const later = companionTest({ fake: companion.fake });
    expect((await later.ask("GET /company")).status).toBe(404);
    await companion.ask("GET /return?statuscode=201");
    expect((await companion.ask("GET /company")).status).toBe(404);
  });
});

/** Something that a test waits for, or lets happen. */
function gate(): { opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
