import { describe, expect, it } from "vitest";
import type { Backplane, RoomChange } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createVirtualTime, settled } from "../../support/virtualTime.js";
import { request, slowHook, watch } from "./deliveries.js";
import { startReceiver } from "./receiver.js";

/** What a step is for. */
function stepOf({ unless, append, mark, put = {} }: RoomChange): string {
  if (unless) return "begin";
  if (mark) return "finish";
  if (append) return "publish";
  return Object.values(put).some((value) => value === null) ? "release" : "renew";
}

describe("delivery with a failing backplane", () => {
  /** A backplane whose calls fail when a test says so, before or after they have done their work. */
  function unreliable(time = createVirtualTime()) {
    const memory = memoryBackplane({ now: time.now });
    let plan: (call: string) => "before" | "after" | undefined = () => undefined;
    const calls: string[] = [];
    const backplane: Backplane = {
      ...memory,
      async commit(room, change) {
        const name = stepOf(change);
        calls.push(name);
        const fault = plan(name);
        if (fault === "before") throw new Error("READONLY");
        const answer = await memory.commit(room, change);
        if (fault === "after") throw new Error("connection lost");
        return answer;
      },
    };
    const fail = (next: typeof plan) => {
      plan = next;
    };
    return { backplane, fail, calls, time };
  }

  const steps = ["begin", "publish", "finish"];

  it.each(steps.flatMap((step) => (["before", "after"] as const).map((when) => [step, when] as const)))(
    "whose %s fails %s its work loses nothing and doubles nothing in the stream",
    async (step, when) => {
      const { backplane, fail, time } = unreliable();
      const receiver = startReceiver({ backplane, time });
      let isFirst = true;
      fail((call) => {
        if (call !== step || !isFirst) return undefined;
        isFirst = false;
        return when;
      });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 3; attempt++) {
        statuses.push((await receiver.receive(request(receiver))).status);
        // The lease of an attempt that could not give it back.
        await time.advance(15_001);
      }
      expect(statuses).toEqual([503, 200, 200]);
      expect(await receiver.stream()).toHaveLength(1);
      expect(receiver.hooked).toHaveLength(step === "finish" && when === "before" ? 2 : 1);
      expect(receiver.reported).toEqual(["ONB-510"]);
    },
  );

  it.each(["before", "after"] as const)(
    "without hooks does all in two steps, and where the second fails %s its work does no harm",
    async (when) => {
      const { backplane, fail, time, calls } = unreliable();
      const receiver = startReceiver({ backplane, time, onConnectionChange: undefined });
      let isFirst = true;
      fail((call) => {
        if (call !== "finish" || !isFirst) return undefined;
        isFirst = false;
        return when;
      });
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 3; attempt++)
        statuses.push((await receiver.receive(request(receiver))).status);
      expect(statuses).toEqual([503, 200, 200]);
      expect(await receiver.stream()).toHaveLength(1);
      expect(calls).toEqual([
        "begin",
        "finish",
        "release",
        "begin",
        ...(when === "before" ? ["finish"] : []),
        "begin",
      ]);
    },
  );

  it("that cannot release what a failed hook held lets another attempt on after fifteen seconds", async () => {
    const { backplane, fail, time } = unreliable();
    fail((call) => (call === "release" ? "before" : undefined));
    let isDown = true;
    const receiver = startReceiver({
      backplane,
      time,
      onConnectionChange: () => {
        if (isDown) throw new Error("down");
      },
    });
    expect((await receiver.receive(request(receiver))).status).toBe(503);
    isDown = false;
    expect((await receiver.receive(request(receiver))).status).toBe(503);
    await time.advance(15_000);
    expect((await receiver.receive(request(receiver))).status).toBe(200);
    expect(await receiver.stream()).toHaveLength(1);
  });

  it("that is down for long, and comes back, gets everything by Codat’s retries", async () => {
    const { backplane, fail, time } = unreliable();
    fail(() => "before");
    const receiver = startReceiver({ backplane, time });
    expect((await receiver.receive(request(receiver))).status).toBe(503);
    expect((await receiver.receive(request(receiver))).headers.get("retry-after")).toBe("5");
    fail(() => undefined);
    expect((await receiver.receive(request(receiver))).status).toBe(200);
    expect([(await receiver.stream()).length, receiver.hooked.length]).toEqual([1, 1]);
  });

  it("that fails to renew a lease changes nothing for the hook that runs", async () => {
    const { backplane, fail, time, calls } = unreliable();
    fail((call) => (call === "renew" ? "before" : undefined));
    const { ends, onConnectionChange } = slowHook();
    const receiver = startReceiver({ backplane, time, onConnectionChange });
    const seen = watch(receiver.receive(request(receiver)));
    await time.advance(8_000);
    expect(calls.filter((call) => call === "renew")).toHaveLength(1);
    ends[0]?.finish();
    await settled();
    expect([seen.status, receiver.reported]).toEqual([200, []]);
  });

  it("that never answers is given nine seconds", async () => {
    const { backplane, time } = unreliable();
    const receiver = startReceiver({
      time,
      backplane: { ...backplane, commit: () => new Promise(() => {}) },
    });
    const seen = watch(receiver.receive(request(receiver)));
    await time.advance(9_000);
    expect(seen.status).toBe(503);
  });
});
