import { afterEach, describe, expect, it, vi } from "vitest";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createLog } from "../../../src/server/operating/log.js";
import type { LogRecord, LogRecordType } from "../../../src/server/operating/logRecord.js";
import { readEvents } from "../../support/eventReader.js";
import { settled } from "../../support/fakeTimers.js";
import { createStreamHost } from "../../support/streamHost.js";
import { webhookSecret } from "../companionTest.js";
import { type ColleagueTestOptions, colleagueTest, connectByLink } from "../routes/colleagueTest.js";
import { connectionWebhook, signedRequest } from "../webhooks/webhooks.js";
import { recordsOf } from "./recordsTest.js";

afterEach(() => vi.restoreAllMocks());

function recordedTest(options: ColleagueTestOptions = {}) {
  const records: LogRecord[] = [];
  const test = colleagueTest({ ...options, onLog: (record) => records.push(record) });
  const of = <Type extends LogRecordType>(type: Type) => recordsOf(records, type);
  /** What one step records, of one kind. */
  const during = async <Type extends LogRecordType>(type: Type, step: () => Promise<unknown>) => {
    const before = of(type).length;
    await step();
    return of(type).slice(before);
  };
  return { ...test, records, of, during };
}

describe("a record", () => {
  it("of a request has the pattern of its route, its status and how long it took", async () => {
    const { ask, during } = recordedTest();
    const told = await during("request", async () => {
      await ask("POST /company");
      await ask("DELETE /connections/whatever?more=1");
      await ask("PUT /company");
      await ask("GET /nothing/of/ours");
    });
    expect(told).toEqual([
      { type: "request", route: "/company", method: "POST", status: 200, duration: expect.any(Number) },
      {
        type: "request",
        route: "/connections/:id",
        method: "DELETE",
        status: 404,
        duration: expect.any(Number),
      },
      { type: "request", route: "/company", method: "PUT", status: 405, duration: expect.any(Number) },
      { type: "request", route: "none", method: "GET", status: 404, duration: expect.any(Number) },
    ]);
  });

  it("of a company says whether it was made or found, and of each call what it was for", async () => {
    const { ask, fake, of, during } = recordedTest();
    await ask("POST /company");
    expect(of("company")).toEqual([{ type: "company", outcome: "made" }]);
    const calls = of("call");
    expect(calls.map(({ operation, status }) => [operation, status])).toEqual([
      ["GET /companies", 200],
      ["POST /companies", 200],
      ["GET /companies/:id", 200],
    ]);
    expect(calls.map(({ left }) => left)).toEqual([999, 998, 997]);
    expect(await during("company", () => ask("POST /company"))).toEqual([]);
    const other = recordedTest({ fake });
    await other.ask("POST /company");
    expect(other.of("company")).toEqual([{ type: "company", outcome: "found" }]);
  });

  it("of a call that nothing answers has no status", async () => {
    const { ask, fake, during } = recordedTest();
    await ask("POST /company");
    fake.fault({ drop: true, times: 1 });
    const calls = await during("call", () => ask("GET /go?sourceType=accounting"));
    expect(calls.map((call) => [call.operation, call.status])).toEqual([
      ["GET /companies/:id", undefined],
      ["GET /companies/:id", 200],
    ]);
  });

  it("of a call that was not made says which budget ended", async () => {
    const { ask, invite, press, during } = recordedTest({ budget: { burst: 4, hourly: 1, daily: 100 } });
    await ask("POST /company");
    const { path } = await invite();
    const told = await during("budget", async () => {
      await ask("GET /go?sourceType=accounting");
      await ask("GET /go?sourceType=accounting");
      for (let one = 0; one < 5; one++) await press(path);
    });
    expect([...new Set(told.map(({ refusal }) => refusal))]).toEqual(["customer", "colleagues"]);
  });

  it("of an invite tells each state that it came to, whoever brought it there", async () => {
    const test = recordedTest();
    await test.ask("POST /company");
    const states = async (step: () => Promise<unknown>) =>
      (await test.during("invite", step)).map(({ state }) => state);
    let path = "";
    expect(
      await states(async () => {
        path = (await test.invite()).path;
      }),
    ).toEqual(["prepared"]);
    expect(await states(() => test.open(path))).toEqual([]);
    let link = "";
    expect(
      await states(async () => {
        link = (await test.press(path)).headers.get("location") ?? "";
      }),
    ).toEqual(["opened"]);
    const after = await states(async () => {
      // Nobody comes back: Codat's webhooks alone tell of it.
      await connectByLink(test, link);
      await test.fake.webhooks.settle();
    });
    expect(after.at(-1)).toBe("connected");
    expect(after.filter((state) => state === "connected")).toHaveLength(1);
    let id = "";
    await states(async () => {
      id = (await test.invite({ sourceType: "banking" })).id;
    });
    expect(await states(() => test.ask(`DELETE /invites/${id}`))).toEqual(["cancelled"]);
  });

  it("of a webhook says what became of it, and how old its news is", async () => {
    const { server, fake, of } = recordedTest({
      onConnectionChange: ({ eventType }) => {
        if (eventType === "connection.failed") throw new Error("The hook's own.");
      },
    });
    const at = Math.floor(fake.now().getTime() / 1_000);
    const generatedDate = new Date((at - 40) * 1_000).toISOString();
    const send = (eventType: string, id: string, secret = webhookSecret) =>
      server.fetch(
        signedRequest({ secret, at, id, body: { ...connectionWebhook(eventType), generatedDate } }),
      );
    await send("created", "msg_1");
    await send("created", "msg_1");
    await send("failed", "msg_2");
    await send("created", "msg_3", undefined);
    await send("created", "msg_4", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");
    await server.fetch(
      signedRequest({ secret: webhookSecret, at, id: "msg_5", body: { eventType: "sync" } }),
    );
    const told = of("webhook").map(({ event, outcome, age }) => [
      event,
      outcome,
      age && Math.round(age / 1_000),
    ]);
    expect(told).toEqual([
      ["connection.created", "done", expect.closeTo(40, -1)],
      ["connection.created", "repeated", expect.closeTo(40, -1)],
      ["connection.failed", "unfinished", expect.closeTo(40, -1)],
      ["connection.created", "done", expect.closeTo(40, -1)],
      ["unknown", "refused", undefined],
      ["other", "ignored", undefined],
    ]);
    expect(of("hook").filter(({ hook }) => hook === "onConnectionChange")).toMatchObject([
      { outcome: "done" },
      { outcome: "failed" },
      { outcome: "done" },
    ]);
    expect(of("error").map(({ code, recoverable }) => [code, recoverable])).toEqual([
      ["ONB-510", "yes"],
      ["ONB-601", "no"],
    ]);
  });

  it("of a backplane's step that fails says which", async () => {
    const memory = memoryBackplane();
    const { ask, of } = recordedTest({
      backplane: { ...memory, view: () => Promise.reject(new Error("Redis is away.")) },
    });
    expect((await ask("GET /company")).status).toBe(503);
    expect(of("backplane").map(({ step }) => step)).toEqual(["view"]);
  });
});

describe("a record of a stream", () => {
  /** @returns the reasons for which streams of a host ended */
  async function reasonsOf(
    act: (host: ReturnType<typeof createStreamHost>, response: Response) => Promise<unknown>,
    options: Parameters<typeof createStreamHost>[0] = {},
  ) {
    const records: LogRecord[] = [];
    const host = createStreamHost({ ...options, log: (record) => records.push(record) });
    await act(host, await host.open());
    await settled();
    return recordsOf(records, "streamEnded").map(({ reason, open }) => [reason, open]);
  }

  it("says why it ended", async () => {
    const throwing = () => Promise.reject(new Error("The session store is away."));
    const all = [
      await reasonsOf((host) => host.timers.pass(600_000)),
      await reasonsOf((host) => host.open(), { limits: { perCustomer: 1 } }),
      await reasonsOf((host) => host.streams.closeSessions({ user: "sam" })),
      await reasonsOf((host) => {
        host.sessions.set("s1", null);
        return host.timers.pass(60_000);
      }),
      await reasonsOf((host) => {
        host.sessions.set("s1", throwing);
        return host.timers.pass(200_000);
      }),
      await reasonsOf(async (host) => {
        const draining = host.streams.drain();
        await host.timers.pass(1_000);
        await draining;
      }),
      await reasonsOf((_, response) => response.body?.cancel() ?? Promise.resolve()),
      await reasonsOf((host) => host.tell({ type: "data", connectionId: "x".repeat(70_000), at: "" })),
    ];
    expect(all).toEqual([
      [["lifetime", 0]],
      [["replaced", 0]],
      [["signedOut", 0]],
      [["session", 0]],
      [["unchecked", 0]],
      [["closing", 0]],
      [["gone", 0]],
      [["slow", 0]],
    ]);
  });

  it("says how it began, how long it was open, and how many there are", async () => {
    const records: LogRecord[] = [];
    const host = createStreamHost({ log: (record) => records.push(record) });
    const first = readEvents(await host.open());
    const [snapshot] = await first.take(1);
    await host.open({ "last-event-id": snapshot?.id ?? "" });
    await host.open({ "last-event-id": "8.nobody" });
    await host.timers.pass(5_000);
    await first.cancel();
    expect(records).toEqual([
      { type: "streamOpened", beginning: "new", open: 1 },
      { type: "streamOpened", beginning: "resumed", open: 2 },
      { type: "streamOpened", beginning: "resync", open: 3 },
      { type: "streamEnded", reason: "gone", duration: 5_000, open: 2 },
    ]);
  });

  it("is none for a stream that never began", async () => {
    const records: LogRecord[] = [];
    const host = createStreamHost({ log: (record) => records.push(record) });
    host.codat.fails = true;
    expect((await host.open()).status).toBe(503);
    expect(records).toEqual([]);
  });
});

describe("a host's onLog", () => {
  it.each([
    [
      "throws",
      () => {
        throw new Error("The log's own.");
      },
    ],
    ["rejects", () => Promise.reject(new Error("The log's own."))],
  ])("that %s disturbs nothing, and is reported once", async (_, onLog) => {
    const test = colleagueTest({ onLog });
    expect((await test.ask("POST /company")).status).toBe(200);
    const { path, id } = await test.invite();
    expect((await test.press(path)).status).toBe(303);
    await test.fake.webhooks.settle();
    expect(await test.state(id)).toBe("opened");
    await settled();
    expect(test.errors).toMatchObject([{ code: "ONB-510", cause: { message: "The log's own." } }]);
    expect(test.errors[0]?.message).toContain("onLog");
  });

  it("that is not there costs no look at the clock", async () => {
    const looks = vi.spyOn(performance, "now");
    const visit = async (options: ColleagueTestOptions) => {
      const now = () => new Date("2026-11-22T09:00:00Z");
      const test = colleagueTest({ backplane: memoryBackplane({ now }), ...options });
      const before = looks.mock.calls.length;
      await test.ask("POST /company");
      const { path } = await test.invite();
      await test.press(path);
      await test.fake.webhooks.settle();
      await (await test.ask("GET /events")).body?.cancel();
      return looks.mock.calls.length - before;
    };
    expect(await visit({})).toBe(0);
    expect(await visit({ onLog() {} })).toBeGreaterThan(10);
  });

  it("is told of an error that its own report causes, and that is the end of it", () => {
    let failures = 0;
    const log = createLog(
      () => {
        throw new Error("Always.");
      },
      () => {
        failures++;
        log?.({ type: "server", state: "closed" });
      },
    );
    log?.({ type: "server", state: "draining" });
    expect(failures).toBe(1);
  });
});
