import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFakeCodat, type FakeCodat } from "../../src/testing/index.js";
import { standingFake, start } from "./codatCalls.js";
import { consumer, ids, names, type Received } from "./webhookConsumer.js";

const [second, minute, hour] = [1000, 60_000, 3_600_000];

describe("with the system's clock", () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse(start) }));
  afterEach(() => void vi.useRealTimers());

  it("retries come by timers, which keep no process alive", async () => {
    const setTimer = vi.spyOn(globalThis, "setTimeout");
    const { received, target } = consumer((count) => (count === 1 ? 500 : 200));
    const fake = createFakeCodat({ webhooks: target });
    fake.createCompany();
    await fake.webhooks.settle();
    const timers = setTimer.mock.results.map(({ value }) => value as NodeJS.Timeout);
    expect(timers.length).toBeGreaterThan(0);
    expect(timers.every((timer) => !timer.hasRef())).toBe(true);
    await vi.advanceTimersByTimeAsync(4999);
    await fake.webhooks.settle();
    expect(received).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    await fake.webhooks.settle();
    expect(received).toHaveLength(2);
    setTimer.mockRestore();
  });

  it("retries come by hand as well, and then not once more", async () => {
    const { received, target } = consumer((count) => (count === 1 ? 500 : 200));
    const fake = createFakeCodat({ webhooks: target });
    fake.createCompany();
    await fake.advance(5 * second);
    expect(received).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(minute);
    await fake.webhooks.settle();
    expect(received).toHaveLength(2);
  });
});

describe("messages by hand", () => {
  async function holding(): Promise<{ fake: FakeCodat; received: Received[] }> {
    const { received, target } = consumer();
    const fake = standingFake({ webhooks: target });
    fake.webhooks.hold();
    fake.completeRead(fake.connect(fake.createCompany().id).id);
    await fake.webhooks.settle();
    expect(received).toEqual([]);
    return { fake, received };
  }

  it("are held and released as they came", async () => {
    const { fake, received } = await holding();
    const held = fake.webhooks.held().map(({ eventType }) => eventType);
    expect(held).toHaveLength(4);
    await fake.webhooks.release();
    expect(names(received)).toEqual(held);
    fake.createCompany();
    await fake.webhooks.settle();
    expect(received).toHaveLength(5);
  });

  it("come in another order, and some never", async () => {
    const { fake, received } = await holding();
    const [created, made, linked, read] = fake.webhooks.held().map(({ id }) => id);
    fake.webhooks.drop(created ?? "");
    await fake.webhooks.release([read ?? "", made ?? ""]);
    expect(names(received)).toEqual(["read.completed.initial", "connection.created"]);
    expect(fake.webhooks.held().map(({ id }) => id)).toEqual([linked]);
    await fake.webhooks.release();
    expect(ids(received)).toEqual([read, made, linked]);
  });

  it("come twice under the same id, and once more under another", async () => {
    const { received, target } = consumer();
    const fake = standingFake({ webhooks: target });
    fake.createCompany();
    await fake.webhooks.settle();
    const [id = ""] = fake.webhooks.messages().map((message) => message.id);
    await fake.advance(hour);
    await fake.webhooks.resend(id);
    await fake.webhooks.recover(id);
    const [first, second, third] = received;
    expect([second?.headers["webhook-id"], second?.body]).toEqual([id, first?.body]);
    expect(second?.headers["webhook-timestamp"]).not.toBe(first?.headers["webhook-timestamp"]);
    expect(third?.body).toBe(first?.body);
    expect(third?.headers["webhook-id"]).not.toBe(id);
    await expect(fake.webhooks.resend("msg_unknown")).rejects.toThrow(RangeError);
  });

  it("say anything at all", async () => {
    const { received, target } = consumer();
    const fake = standingFake({ webhooks: target });
    fake.webhooks.send("company.product.added", { id: "x" });
    await fake.webhooks.settle();
    expect(received[0]?.json).toMatchObject({ eventType: "company.product.added", payload: { id: "x" } });
  });
});
