import type { Company } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import { readEvents } from "../support/eventReader.js";
import { type CompanionTest, companionTest } from "./companionTest.js";

let companion: CompanionTest;
let companyId: string;
let connectionId: string;

beforeEach(async () => {
  companion = companionTest({ returnUrl: "/onboarding?step=2#connect" });
  companyId = (await companion.json<Company>("POST /company")).id;
  connectionId = companion.fake.startConnection(companyId).id;
});

/** As Codat's redirect says it, free texts and all. */
function route(more: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    statuscode: "200",
    companyid: companyId,
    connectionid: connectionId,
    platform: "gbol",
    sourcetype: "Accounting",
    errormessage: "<b>call 555-1234</b>",
    platformname: "<img src=x>",
    ...more,
  });
  return `GET /return?${query}`;
}

const fromCodat = { headers: { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" } };

describe("the way back from Codat", () => {
  it("leads the customer to the host's page, with what its reader of the redirect knows and no free text", async () => {
    const response = await companion.ask(route(), fromCodat);
    expect(response.status).toBe(303);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("location")).toBe(
      `/onboarding?step=2&statuscode=200&companyid=${companyId}&connectionid=${connectionId}&sourcetype=accounting&platform=gbol#connect`,
    );
  });

  it("tells the open page of the change before any webhook has", async () => {
    const { fake, ask } = companion;
    const stream = readEvents(await ask("GET /events"));
    expect(await stream.take(1)).toMatchObject([{ data: { type: "snapshot" } }]);
    fake.webhooks.hold();
    fake.authorize(connectionId);
    await ask(route(), fromCodat);
    expect(await stream.take(1)).toMatchObject([
      { data: { type: "connection", connection: { id: connectionId, status: "Linked" } } },
    ]);
    await stream.cancel();
  });

  it("knows a subsidiary for the customer's own", async () => {
    const { id } = companion.fake.createSubsidiary(companyId, "Elm UK");
    const response = await companion.ask(route({ companyid: id }), fromCodat);
    expect(response.headers.get("location")).toContain(`companyid=${id}`);
  });

  it.each([
    ["nobody", { as: null }],
    ["somebody without a company", { as: "newcomer" }],
  ])("thanks %s, and shows nothing of the address", async (_, who) => {
    const response = await companion.ask(route(), { ...fromCodat, ...who });
    const page = await response.text();
    expect([response.status, response.headers.get("location")]).toEqual([200, null]);
    expect(page).toContain("We’re waiting for confirmation. You can close this page.");
    expect(page).not.toMatch(/555|<img|<script|gbol|200|[\da-f]{8}-/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["200", "Thank you"],
    ["201", "Nothing new was connected"],
    ["403", "Nothing new was connected"],
    ["500", "The connection didn’t work"],
    ["501", "The connection didn’t work"],
  ])("does not thank for what was not done: %s", async (statuscode, heading) => {
    const page = await companion.ask(route({ statuscode }), { ...fromCodat, as: null });
    expect(await page.text()).toContain(`<h1>${heading}</h1>`);
  });

  it("answers everybody else alike", async () => {
    await companion.ask("POST /company", { as: "birch" });
    const pages = [
      await companion.ask(route(), { ...fromCodat, as: null }),
      await companion.ask(route(), { ...fromCodat, as: "birch" }),
      await companion.ask(route(), { ...fromCodat, as: "newcomer" }),
      await companion.ask("GET /return", { as: null }),
    ];
    const [first, ...others] = await Promise.all(pages.map((page) => page.text()));
    for (const other of others) expect(other).toBe(first);
  });

  it("leads on with nothing where the redirect says nothing it knows", async () => {
    const { ask } = companion;
    for (const query of ["", "?statuscode=999", "?companyid=17", "?statuscode=__proto__"]) {
      expect((await ask(`GET /return${query}`)).headers.get("location")).toBe("/onboarding?step=2#connect");
    }
  });

  it("leads on though Codat cannot be asked", async () => {
    companion.fake.fault({ path: /./, status: 402, times: 9 });
    expect((await companion.ask(route(), fromCodat)).status).toBe(303);
    expect(companion.errors).toMatchObject([{ code: "ONB-508" }]);
  });

  it("is not gone ahead of the person", async () => {
    const before = companion.fake.requests().length;
    expect((await companion.ask(route(), { headers: { "sec-purpose": "prefetch" } })).status).toBe(403);
    expect((await companion.ask(route().replace("GET", "HEAD"))).status).toBe(200);
    expect(companion.fake.requests()).toHaveLength(before);
  });
});
