import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { companyQueryOptions } from "../../src/client/companyQuery.js";
import { company, connection } from "../support/streamHost.js";

const endpoint = "/api/codat";
const json =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status });

const run = (fetch: typeof globalThis.fetch, signal?: AbortSignal) =>
  companyQueryOptions({ endpoint, sessionKey: "sam", fetch }).queryFn({ signal });

describe("the query of a company", () => {
  it("asks the companion, as the session's own, and takes what is on the list", async () => {
    const asked: unknown[] = [];
    const found = company(connection("a", "Linked"));
    const answer = await run(async (url, init) => {
      asked.push(url, init?.credentials, init?.cache);
      return Response.json({ ...found, tags: { secret: 1 } });
    });
    expect(answer).toEqual(found);
    expect(asked).toEqual(["/api/codat/company", "same-origin", "no-store"]);
  });

  it("is put by a server's own fetch where the provider looks", async () => {
    const asked: string[] = [];
    const options = companyQueryOptions({
      endpoint,
      sessionKey: "sam",
      fetch: async (url) => {
        asked.push(new URL(String(url), "https://apply.example.com").href);
        return Response.json(company());
      },
    });
    const server = new QueryClient();
    await server.prefetchQuery(options);
    expect(asked).toEqual(["https://apply.example.com/api/codat/company"]);
    expect(server.getQueryData(companyQueryOptions({ endpoint, sessionKey: "sam" }).queryKey)).toEqual(
      company(),
    );
    server.clear();
  });

  it("is null where the customer has no company", async () => {
    expect(await run(json({ error: "not_found" }, 404))).toBeNull();
  });

  it.each([
    ["401", json({}, 401), "ONB-401", false],
    ["403", json({}, 403), "ONB-401", false],
    ["500", json({}, 500), "ONB-402", true],
    ["503", json({}, 503), "ONB-402", true],
    ["no network", async () => Promise.reject(new TypeError("fetch failed")), "ONB-402", true],
    ["HTML", async () => new Response("<p>Sign in"), "ONB-405", false],
    ["null", json(null), "ONB-405", false],
    ["another thing", json({ id: 1 }), "ONB-405", false],
  ])("fails for %s", async (_, fetch, code, recoverable) => {
    await expect(run(fetch)).rejects.toMatchObject({ name: "OnboardingError", code, recoverable });
  });

  it("ends as it is told to when it is no longer wanted", async () => {
    const controller = new AbortController();
    const fetch = (_: unknown, init?: RequestInit) =>
      new Promise<Response>((_resolve, reject) =>
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)),
      );
    const asking = run(fetch, controller.signal);
    controller.abort();
    await expect(asking).rejects.toMatchObject({ name: "AbortError" });
  });

  it("is fresh for ever in a query client, under a key of its session and its companion", async () => {
    let reads = 0;
    const options = companyQueryOptions({
      endpoint,
      sessionKey: "sam",
      fetch: async () => {
        reads++;
        return Response.json(company());
      },
    });
    const client = new QueryClient();
    expect(await client.fetchQuery(options)).toEqual(company());
    await client.fetchQuery(options);
    expect(reads).toBe(1);
    expect(options.queryKey).toEqual(["codat-onboarding", "sam", "/api/codat", "company"]);
    client.clear();
  });
});
