import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type CompanionTest, companionTest } from "../companionTest.js";

let companion: CompanionTest;

afterEach(() => companion.server.close());

async function textOf(response: Response, isEnough: (text: string) => boolean): Promise<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let text = "";
  while (reader && !isEnough(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}

describe("a stream, as the companion's options have it", () => {
  beforeEach(async () => {
    companion = companionTest({ streams: { padding: 2_048, heartbeat: 10, perCustomer: 1, drain: 0 } });
    await companion.ask("POST /company");
  });

  it("begins with the padding", async () => {
    const text = await textOf(await companion.ask("GET /events"), (all) => all.includes("event: snapshot"));
    expect(text.indexOf("id: ")).toBe(2_048);
    expect(text.slice(0, 2_048)).toMatch(/^: +\n\n$/);
  });

  it("has the heartbeat", async () => {
    const beats = (text: string) => text.match(/^:$/gm)?.length ?? 0;
    expect(beats(await textOf(await companion.ask("GET /events"), (all) => beats(all) >= 3))).toBe(3);
  });

  it("makes room for another at the limit", async () => {
    const first = await companion.ask("GET /events");
    const second = await companion.ask("GET /events");
    expect(await textOf(first, () => false)).toContain("retry: 30000");
    await second.body?.cancel();
  });
});

it("a stream has no padding unless it is asked for", async () => {
  companion = companionTest();
  await companion.ask("POST /company");
  const text = await textOf(await companion.ask("GET /events"), (all) => all.includes("event: snapshot"));
  expect(text.startsWith("id: ")).toBe(true);
});
