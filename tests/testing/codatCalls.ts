import { createFakeCodat, type FakeCodat, type FakeCodatOptions } from "../../src/testing/index.js";

export const baseUrl = "http://127.0.0.1:4310";
export const start = "2026-11-23T08:00:00.000Z";

/** A fake whose clock stands until it is advanced, and whose ids are counted. */
export function standingFake(options: FakeCodatOptions = {}): FakeCodat {
  let count = 0;
  return createFakeCodat({
    baseUrl,
    now: () => new Date(start),
    randomUUID: () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
    ...options,
  });
}

/** Calls the API with a key: `call("POST /companies", { name })`. */
export function callerOf(fake: FakeCodat, headers: Record<string, string> = {}) {
  return async (what: string, body?: unknown, more: Record<string, string> = {}) => {
    const [method = "", path = ""] = what.split(" ");
    const response = await fake.fetch(baseUrl + path, {
      method,
      headers: { authorization: `Basic ${btoa("key")}`, ...headers, ...more },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    const json = isJson ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json };
  };
}
