import { describe, expect, it } from "vitest";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createVirtualTime, settled } from "../../support/virtualTime.js";
import { body, fleet, request, slowHook, watch } from "./deliveries.js";
import { type Receiver, type ReceiverOptions, startReceiver } from "./receiver.js";
import { companyId, connectionWebhook, dataWebhook } from "./webhooks.js";

describe("delivery", () => {
  it("publishes before the hook, and answers when the hook has ended", async () => {
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({ onConnectionChange });
    const seen = watch(receiver.receive(request(receiver)));
    await settled();
    expect([await receiver.stream(), ends, seen.status]).toMatchObject([
      [{ type: "connection" }],
      [{}],
      undefined,
    ]);
    ends[0]?.finish();
    await settled();
    expect(seen.status).toBe(200);
    expect(receiver.time.waiting).toBe(0);
  });

  it("does nothing the second time, and answers at once", async () => {
    const receiver = startReceiver();
    for (const _ of [1, 2, 3]) expect((await receiver.receive(request(receiver))).status).toBe(200);
    expect([(await receiver.stream()).length, receiver.hooked.length]).toEqual([1, 1]);
  });

  it("takes 100 duplicates at once for one: all wait for it, and all are answered 2xx", async () => {
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({ onConnectionChange });
    const answers = Array.from({ length: 100 }, () => watch(receiver.receive(request(receiver))));
    await settled();
    expect([ends.length, answers.filter(({ status }) => status).length]).toEqual([1, 0]);
    ends[0]?.finish();
    await settled();
    expect(answers.map(({ status }) => status)).toEqual(Array(100).fill(200));
    expect([ends.length, (await receiver.stream()).length]).toEqual([1, 1]);
  });

  it("of 100 duplicates over four companions publishes one and calls one hook; who does not hold it says 503", async () => {
    const { ends, onConnectionChange } = slowHook();
    const companions = fleet(4, { onConnectionChange });
    const answers = Array.from({ length: 100 }, (_, n) => {
      const one = companions[n % 4] as Receiver;
      return watch(one.receive(request(one)));
    });
    await settled();
    ends[0]?.finish();
    await settled();
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(25);
    expect(answers.filter(({ retryAfter }) => retryAfter === "5")).toHaveLength(75);
    const again = await Promise.all(companions.map((one) => one.receive(request(one))));
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect([ends.length, (await companions[0]?.stream())?.length]).toEqual([1, 1]);
  });

  it("answers 503 after nine seconds, lets the hook run on, and 200 once it has ended", async () => {
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({ onConnectionChange });
    const seen = watch(receiver.receive(request(receiver)));
    await receiver.time.advance(8_999);
    expect(seen.status).toBeUndefined();
    await receiver.time.advance(1);
    expect(seen).toEqual({ status: 503, retryAfter: "5" });
    expect(receiver.reported).toEqual(["ONB-606"]);
    const second = watch(receiver.receive(request(receiver)));
    await receiver.time.advance(5_000);
    expect([second.status, ends.length]).toEqual([undefined, 1]);
    ends[0]?.finish();
    await settled();
    expect([second.status, receiver.reported, receiver.time.waiting]).toEqual([200, ["ONB-606"], 0]);
  });

  it("is waited for when the process is to end, for nine seconds at most", async () => {
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({ onConnectionChange });
    const seen = watch(receiver.receive(request(receiver)));
    await settled();
    const waits = [receiver.settle(), receiver.settle()].map((wait) => {
      const state = { isOver: false };
      void wait.then(() => {
        state.isOver = true;
      });
      return state;
    });
    await receiver.time.advance(8_000);
    expect(waits).toEqual([{ isOver: false }, { isOver: false }]);
    ends[0]?.finish();
    await settled();
    expect([waits, seen.status]).toEqual([[{ isOver: true }, { isOver: true }], 200]);
    await receiver.settle();

    void receiver.receive(request(receiver, { id: "msg_2" }));
    await settled();
    const late = receiver.settle();
    await receiver.time.advance(9_000);
    await late;
  });

  it("counts the time that the body took among the nine seconds", async () => {
    const { onConnectionChange } = slowHook();
    const receiver = startReceiver({ onConnectionChange });
    const signed = request(receiver);
    const bytes = new Uint8Array(await signed.clone().arrayBuffer());
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        receiver.time.timers.setTimeout(() => {
          controller.enqueue(bytes);
          controller.close();
        }, 8_000);
      },
    });
    const init = { method: "POST", headers: signed.headers, body: stream, duplex: "half" };
    const seen = watch(receiver.receive(new Request(signed.url, init as RequestInit)));
    await receiver.time.advance(8_999);
    expect(seen.status).toBeUndefined();
    await receiver.time.advance(1);
    expect(seen.status).toBe(503);
  });

  it("renews its lease while a hook runs, so that no other companion runs it too", async () => {
    const { ends, onConnectionChange } = slowHook();
    const [first, second] = fleet(2, { onConnectionChange }) as [Receiver, Receiver];
    void first.receive(request(first));
    for (let minute = 0; minute < 10; minute++) {
      await first.time.advance(60_000);
      expect((await second.receive(request(second))).status).toBe(503);
    }
    expect(ends).toHaveLength(1);
    ends[0]?.finish();
    await settled();
    expect((await second.receive(request(second))).status).toBe(200);
    expect(ends).toHaveLength(1);
  });

  it("looks again once it has the lease: another companion may have finished meanwhile", async () => {
    const { ends, onConnectionChange } = slowHook();
    const time = createVirtualTime();
    const backplane = memoryBackplane({ now: time.now });
    const first = startReceiver({ time, backplane, onConnectionChange });
    const done = first.receive(request(first));
    await settled();
    let isFirstStep = true;
    const second = startReceiver({
      time,
      backplane: {
        ...backplane,
        async commit(...args) {
          if (isFirstStep) {
            isFirstStep = false;
            // The first one ends before this one begins.
            ends[0]?.finish();
            await done;
          }
          return backplane.commit(...args);
        },
      },
    });
    expect((await second.receive(request(second))).status).toBe(200);
    expect([ends.length, second.hooked.length]).toEqual([1, 0]);
  });

  it("lets another attempt run a hook that has not ended after a quarter of an hour", async () => {
    const { ends, onConnectionChange } = slowHook();
    const [first, second] = fleet(2, { onConnectionChange }) as [Receiver, Receiver];
    void first.receive(request(first));
    await first.time.advance(15 * 60_000 + 15_001);
    const seen = watch(second.receive(request(second)));
    await settled();
    expect(ends).toHaveLength(2);
    ends[1]?.finish();
    await settled();
    expect([seen.status, (await first.stream()).length, first.time.waiting]).toEqual([200, 1, 0]);
    // The first one ends after all: nothing comes of it.
    ends[0]?.finish();
    await settled();
    expect((await first.receive(request(first))).status).toBe(200);
    expect([ends.length, (await first.stream()).length]).toEqual([2, 1]);
  });

  it("runs a hook that threw again on the next attempt, with the same id, and publishes once", async () => {
    const ids: string[] = [];
    const receiver = startReceiver({
      onConnectionChange: ({ id }) => {
        ids.push(id);
        if (ids.length < 3) throw new Error("a database that is down");
      },
    });
    const statuses: number[] = [];
    for (const _ of [1, 2, 3, 4]) statuses.push((await receiver.receive(request(receiver))).status);
    expect(statuses).toEqual([503, 503, 200, 200]);
    expect(ids).toEqual(Array(3).fill(body.id));
    expect([receiver.reported, (await receiver.stream()).length]).toEqual([["ONB-510", "ONB-510"], 1]);
    expect(receiver.errors[0]).toMatchObject({
      recoverable: true,
      cause: { message: "a database that is down" },
    });
    expect(receiver.errors[0]?.message).not.toContain("database");
  });

  it.each([
    ["rootOf", { rootOf: () => Promise.reject(new Error("down")) }],
    ["customerOf", { customerOf: () => Promise.reject(new Error("down")) }],
    ["onDataReady", { onDataReady: () => Promise.reject(new Error("down")) }],
    ["onCompanyDeleted", { onCompanyDeleted: () => Promise.reject(new Error("down")) }],
  ])("answers 503 when %s fails, and loses nothing", async (name, failing: ReceiverOptions) => {
    const deleted = { eventType: "company.deleted", payload: { id: companyId } };
    const one = name === "onDataReady" ? dataWebhook() : name === "onCompanyDeleted" ? deleted : body;
    const time = createVirtualTime();
    const backplane = memoryBackplane({ now: time.now });
    const broken = startReceiver({ ...failing, time, backplane });
    const answer = await broken.receive(request(broken, { body: one }));
    expect([answer.status, broken.reported]).toEqual([503, ["ONB-510"]]);
    const mended = startReceiver({ time, backplane });
    expect((await mended.receive(request(mended, { body: one }))).status).toBe(200);
    expect(mended.hooked).toHaveLength(1);
    expect(await mended.stream()).toHaveLength(name === "rootOf" ? 1 : 0);
  });

  it("lets the first of two bodies under one id win, and tells of it", async () => {
    const receiver = startReceiver();
    const other = connectionWebhook("deleted", { id: "00000000-5406-4e59-b05c-ba307ca38d01" });
    expect((await receiver.receive(request(receiver))).status).toBe(200);
    expect((await receiver.receive(request(receiver, { body: other }))).status).toBe(200);
    expect(receiver.reported).toEqual(["ONB-605"]);
    expect([await receiver.stream(), receiver.hooked]).toMatchObject([
      [{ connection: { status: "Linked" } }],
      [{}],
    ]);
  });

  it("so too when both come at once", async () => {
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({ onConnectionChange });
    const other = connectionWebhook("deleted", { id: "00000000-5406-4e59-b05c-ba307ca38d01" });
    const answers = [
      receiver.receive(request(receiver)),
      receiver.receive(request(receiver, { body: other })),
    ];
    await settled();
    ends[0]?.finish();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200]);
    expect([ends.length, (await receiver.stream()).length, receiver.reported]).toEqual([1, 1, ["ONB-605"]]);
  });

  it("does not swallow a second body while the first has not succeeded: a transformation may have been mended", async () => {
    let isDown = true;
    const receiver = startReceiver({
      onConnectionChange: () => {
        if (isDown) throw new Error("down");
      },
    });
    expect((await receiver.receive(request(receiver))).status).toBe(503);
    isDown = false;
    const mended = { ...body, mended: true };
    expect((await receiver.receive(request(receiver, { body: mended }))).status).toBe(200);
    expect([(await receiver.stream()).length, receiver.reported]).toEqual([1, ["ONB-510"]]);
  });

  it("knows an event that comes as a new message: the stream is not told twice", async () => {
    const receiver = startReceiver();
    for (const id of ["msg_1", "msg_2"]) await receiver.receive(request(receiver, { id }));
    expect(await receiver.stream()).toHaveLength(1);
    expect(receiver.hooked.map(({ told }) => told["id"])).toEqual([body.id, body.id]);
  });

  it("tells the examples of Codat’s portal apart, which all have one id", async () => {
    const receiver = startReceiver();
    for (const name of ["created", "connected", "deleted"])
      await receiver.receive(request(receiver, { id: `msg_${name}`, body: connectionWebhook(name) }));
    expect(await receiver.stream()).toHaveLength(3);
  });

  it("survives a report that throws, also after it has answered", async () => {
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({
      onConnectionChange,
      report: () => {
        throw new Error("the log is full");
      },
    });
    const seen = watch(receiver.receive(request(receiver)));
    await receiver.time.advance(9_000);
    expect(seen.status).toBe(503);
    ends[0]?.fail();
    await settled();
    expect(
      (await receiver.receive(request(receiver, { secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" })))
        .status,
    ).toBe(401);
  });
});
