import { describe, expect, it } from "vitest";
import { company, companyId, type Json, scriptedCodat } from "../codat/scriptedCodat.js";
import { companionTest } from "../companionTest.js";

const otherId = "99999999-2222-4333-8444-555555555555";

/** A companion whose Codat, or what stands between, answers so; it counts the companies that it is asked to make. */
function doubting(answer: (url: URL) => unknown) {
  const asked: string[] = [];
  const codat = scriptedCodat({});
  const companion = companionTest({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const url = new URL(request.url);
      asked.push(`${request.method} ${url.pathname}`);
      if (request.method !== "GET") return Response.json({ ...company, id: otherId, tags: {} });
      const told = answer(url);
      return told instanceof Response ? told : told === undefined ? codat(request) : Response.json(told);
    },
  });
  return { ...companion, made: () => asked.filter((one) => one === "POST /companies").length };
}

const unheeded = Array.from({ length: 100 }, (_, index) => ({
  ...company,
  id: `00000000-2222-4333-8444-${String(index).padStart(12, "0")}`,
  tags: {},
}));

describe("a search for the customer's company", () => {
  it.each<[string, unknown]>([
    ["an object of something else", { message: "Back soon" }],
    ["results that are none", { results: null }],
    ["a list of another shape", []],
    ["every company there is, without end", { results: unheeded }],
  ])("that is answered with %s makes no company", async (_, answer) => {
    const { ask, errors, made } = doubting(({ pathname }) =>
      pathname === "/companies" ? answer : undefined,
    );
    for (const route of ["POST /company", "GET /company", "GET /go?sourceType=accounting"]) {
      expect((await ask(route)).status).toBe(503);
    }
    expect(made()).toBe(0);
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(["ONB-508"]));
  });
});

describe("a company", () => {
  const another: Json = { ...company, id: otherId };
  it.each<[string, unknown]>([
    ["nothing in it", {}],
    ["no id", { ...company, id: 7 }],
    ["another company's answer", another],
  ])("with %s is no company, and none that is gone", async (_, answer) => {
    let isDoubtful = true;
    const { ask, json, made } = doubting(({ pathname }) => {
      return isDoubtful && pathname === `/companies/${companyId}` ? answer : undefined;
    });
    expect((await ask("GET /company")).status).toBe(503);
    expect((await ask("GET /events")).status).toBe(503);
    expect((await ask("GET /go?sourceType=accounting")).status).toBe(503);
    isDoubtful = false;
    expect(await json("GET /company")).toMatchObject({ id: companyId, connections: [{ status: "Linked" }] });
    expect(made()).toBe(0);
  });

  it("read by a clock that is years ahead makes no later news old", async () => {
    const date = new Date("2099-01-01T00:00:00Z").toUTCString();
    const { json } = doubting(({ pathname }) =>
      pathname === `/companies/${companyId}` ? Response.json(company, { headers: { date } }) : undefined,
    );
    expect(await json("GET /company")).not.toMatchObject({ readAt: expect.stringMatching(/^2099/) });
  });
});

describe("a company that was deleted, which no webhook told", () => {
  const go = "GET /go?sourceType=accounting";

  async function deleted() {
    const companion = companionTest();
    await companion.ask(go);
    const [before] = companion.fake.companies();
    // Before that it might be one that Codat does not find yet.
    await companion.fake.advance(60_000);
    companion.fake.webhooks.hold();
    companion.fake.deleteCompany(before?.id ?? "");
    return { ...companion, before };
  }

  it("is never shown empty", async () => {
    const { ask } = await deleted();
    expect((await ask("GET /company")).status).toBe(404);
    expect((await ask("GET /company")).status).toBe(404);
  });

  it("is made anew when that is asked", async () => {
    const { ask, json, before } = await deleted();
    expect(await json("POST /company")).toMatchObject({ id: expect.not.stringContaining(before?.id ?? "") });
    expect((await ask("GET /company")).status).toBe(200);
  });

  it("begins no stream; the next try learns that there is none", async () => {
    const { ask, errors } = await deleted();
    expect((await ask("GET /events")).status).toBe(503);
    expect((await ask("GET /events")).status).toBe(204);
    expect(errors).toMatchObject([{ code: "ONB-515", recoverable: true }]);
  });

  it("is found out by a connection that cannot be made", async () => {
    const { ask, fake } = await deleted();
    const init = { body: { platformKey: "gbol" } };
    expect((await ask("POST /connections", init)).status).toBe(400);
    expect((await ask("POST /connections", init)).status).toBe(201);
    expect(fake.companies()).toHaveLength(1);
  });
});
