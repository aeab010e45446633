import { describe, expect, it } from "vitest";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createVirtualTime, settled } from "../../support/virtualTime.js";
import { body, request, watch } from "./deliveries.js";
import { type Receiver, startReceiver } from "./receiver.js";
import { connectionWebhook } from "./webhooks.js";

describe("delivery over Codat’s schedule of 27 h 35 min", () => {
  const second = 1000;
  const minute = 60 * second;
  const hour = 60 * minute;
  /** Codat's waits between its eight attempts. */
  const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 10 * hour];
  const faults = [
    "none",
    "lost answer",
    "hook throws",
    "hook hangs",
    "append",
    "append done",
    "mark",
    "mark done",
  ] as const;
  type Fault = (typeof faults)[number];

  /** Codat's side: attempts until one is acknowledged. @returns how many it took */
  async function send(receiver: Receiver, id: string, one: object, faultOf: (attempt: number) => Fault) {
    for (let attempt = 0; attempt <= waits.length; attempt++) {
      const fault = faultOf(attempt);
      current = fault;
      const seen = watch(receiver.receive(request(receiver, { id, body: one })));
      await receiver.time.advance(15 * second);
      // The hook that hung ends while Codat waits to try again.
      releaseHung();
      await settled();
      current = "none";
      if (seen.status === 200 && fault !== "lost answer") return attempt + 1;
      await receiver.time.advance(Math.max(0, (waits[attempt] ?? 0) - 15 * second));
    }
    return undefined;
  }

  let current: Fault = "none";
  let hung: (() => void)[] = [];
  const releaseHung = () => {
    for (const end of hung.splice(0)) end();
  };

  function start() {
    const time = createVirtualTime();
    const memory = memoryBackplane({ now: time.now });
    const appended: string[] = [];
    const hooked: string[] = [];
    hung = [];
    const backplane: Backplane = {
      ...memory,
      async commit(room, change) {
        const step = change.append ? "append" : change.mark ? "mark" : "";
        if (step !== "" && current === step) throw new Error("down");
        const answer = await memory.commit(room, change);
        for (const [n, isNew] of answer.appended.entries())
          if (isNew) appended.push(change.append?.[n]?.once?.id ?? "");
        if (step !== "" && current === `${step} done`) throw new Error("answer lost");
        return answer;
      },
    };
    const receiver = startReceiver({
      time,
      backplane,
      onConnectionChange: async ({ id }) => {
        hooked.push(id);
        if (current === "hook throws") throw new Error("down");
        if (current === "hook hangs") await new Promise<void>((resolve) => hung.push(resolve));
      },
    });
    return { receiver, appended, hooked };
  }

  it.each(faults.filter((fault) => fault !== "none"))(
    "with seven attempts that end in “%s” has told the stream once, and the hook",
    async (fault) => {
      const { receiver, appended, hooked } = start();
      const attempts = await send(receiver, "msg_1", body, (attempt) => (attempt < 7 ? fault : "none"));
      // What was done is done: an answer that was lost, or a mark that was set, is known on the next attempt.
      const known: Partial<Record<Fault, number>> = { "hook hangs": 2, "mark done": 2 };
      expect(attempts).toBe(known[fault] ?? 8);
      expect(appended).toHaveLength(1);
      const calls: Partial<Record<Fault, number>> = { "hook throws": 8, mark: 8 };
      expect(hooked).toEqual(Array(calls[fault] ?? 1).fill(body.id));
      // Replayed from Codat's portal, up to two weeks later.
      await receiver.time.advance(13 * 24 * hour - 28 * hour);
      expect((await receiver.receive(request(receiver))).status).toBe(200);
      expect([appended.length, hooked.length]).toEqual([1, calls[fault] ?? 1]);
    },
  );

  it("with every mixture of faults loses none and doubles none", async () => {
    let seed = 20261123;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return Math.floor((seed / 2 ** 31) * below);
    };
    const { receiver, appended, hooked } = start();
    let repeats = 0;
    for (let n = 0; n < 100; n++) {
      const one = connectionWebhook("connected", {
        id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
      });
      const before = hooked.length;
      const attempts = await send(receiver, `msg_${n}`, one, (attempt) =>
        attempt < 7 ? (faults[random(faults.length)] ?? "none") : "none",
      );
      expect(attempts, `message ${n}`).toBeDefined();
      repeats += hooked.length - before - 1;
    }
    expect(appended).toHaveLength(100);
    expect(new Set(appended).size).toBe(100);
    expect(new Set(hooked).size).toBe(100);
    const stream = await receiver.stream();
    expect(stream).toHaveLength(100);
    // Hooks repeat where they threw, or where the mark that they had run was lost; nowhere else.
    expect(repeats).toBeGreaterThan(0);
    expect(receiver.time.waiting).toBe(0);
  });
});
