import { type Company, memoryBackplane } from "codat-onboarding/server";
import { beforeEach, describe, expect, it } from "vitest";
import type { CompanyInvite } from "../../../src/core/company/companyInvite.js";
import type { DurableInviteOptions } from "../../../src/server/options/options.js";
import { type EventReader, type Frame, readEvents } from "../../support/eventReader.js";
import { type CompanionTest, type CompanionTestOptions, companionTest } from "../companionTest.js";

const invites: DurableInviteOptions = {
  secret: "the tests sign their links with this, and nobody else",
  publicUrl: "https://apply.example:8443",
};
const body = { sourceType: "accounting" };
const day = 24 * 3_600_000;

type Asked = Omit<CompanyInvite, "state"> & { state: string; url: string };

function lender(options: CompanionTestOptions = {}): CompanionTest {
  return companionTest({ invites, ...options });
}

let companion: CompanionTest;
let made: (more?: object, as?: string) => Promise<Asked>;
let companyId: string;

beforeEach(async () => {
  companion = lender();
  made = (more = {}, as = "acme") =>
    companion.json<Asked>("POST /invites", { body: { ...body, prepared: true, ...more }, as });
  companyId = (await companion.json<Company>("POST /company")).id;
});

/** What `GET company` says of the invites. */
async function shown(): Promise<readonly CompanyInvite[]> {
  return (await companion.json<Company>("GET /company")).invites ?? [];
}

describe("POST invites", () => {
  it("makes an invite with a link of the host's own, and the company if there is none", async () => {
    const first = lender();
    const response = await first.ask("POST /invites", { body });
    expect([response.status, response.headers.get("cache-control")]).toEqual([200, "no-store"]);
    const invite: Asked = await response.json();
    expect(invite.url).toMatch(/^https:\/\/apply\.example:8443\/connect\/[A-Za-z0-9]{47}$/);
    expect(invite).toMatchObject({ kind: "connect", sourceType: "accounting", state: "none", version: 0 });
    expect(Date.parse(invite.expiresAt) - Date.parse(invite.createdAt)).toBe(14 * day);
    expect(Object.keys(invite).sort()).toEqual(
      ["changedAt", "createdAt", "expiresAt", "id", "kind", "sourceType", "state", "url", "version"].sort(),
    );
    expect(first.fake.companies()).toHaveLength(1);
  });

  it("makes the same one a hundred times, and no second company", async () => {
    const first = lender();
    const all = await Promise.all(
      Array.from({ length: 100 }, () => first.json<Asked>("POST /invites", { body, as: "birch" })),
    );
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(first.fake.companies()).toHaveLength(1);
  });

  it("says no to an eleventh", async () => {
    for (let count = 0; count < 10; count++) await made({ platformKey: `abc${"abcdefghij"[count]}` });
    const response = await companion.ask("POST /invites", {
      body: { ...body, platformKey: "zzzz", prepared: true },
    });
    expect([response.status, await response.text()]).toEqual([409, '{"error":"too many"}']);
    expect((await made({}, "birch")).state).toBe("prepared");
  });

  it.each<[string, unknown]>([
    ["no source type", { kind: "connect" }],
    ["another source type", { sourceType: "Accounting" }],
    ["another kind", { ...body, kind: "reminder" }],
    ["a kind that every object has", { ...body, kind: "constructor" }],
    ["a platform that is no key", { ...body, platformKey: "../companies" }],
    ["a name that is no text", { ...body, name: { text: "Kim" } }],
    ["a list", [body]],
    ["no JSON", "{"],
    ["a body of a megabyte", { ...body, name: "x".repeat(1_000_000) }],
  ])("refuses %s", async (_, wrong) => {
    const response = await companion.ask("POST /invites", { body: wrong });
    expect([response.status, await response.text()]).toEqual([400, '{"error":"request"}']);
    expect((await companion.json<{ invites: [] }>("GET /invites")).invites).toEqual([]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])(
    "refuses a form's %s",
    async (type) => {
      const response = await companion.ask("POST /invites", { body, headers: { "content-type": type } });
      expect([response.status, await response.text()]).toEqual([400, '{"error":"request"}']);
    },
  );

  it("takes nothing that is displayed: names come from the session alone", async () => {
    const text = "Your account is locked";
    const spoofed = { name: text, business: text, customer: { id: "birch", name: text }, platformName: text };
    const one = await made({ ...spoofed, companyId: "other", state: "connected", url: text, appName: text });
    // Whom the customer asks is for the customer alone to read.
    expect(JSON.stringify({ ...one, name: undefined })).not.toContain(text);
    expect(one.state).toBe("prepared");
    const page = await companion.server.fetch(new Request(one.url));
    expect(await page.text()).not.toContain(text);
  });

  it.each<[string, unknown]>([
    ["fr-CA", "fr-CA"],
    ["fr-FR", "fr"],
    ["ar", "ar"],
    ["tlh", undefined],
    ["<script>", undefined],
  ])("takes a language that there are pages in: %s", async (locale, found) => {
    const { url } = await made({ locale });
    const page = await (await companion.server.fetch(new Request(url))).text();
    expect(/<html lang="([^"]+)"/.exec(page)?.[1]).toBe(found ?? "en-GB");
  });

  it.each<[string, string, string]>([
    ["markup", "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"],
    ["what turns a sentence round", "Kim\u202e\u2066 \u200bLee", "Kim Lee"],
    ["lines", " Kim\r\nLee\u2028 ", "Kim Lee"],
    ["10,000 characters", "😀".repeat(10_000), `${"😀".repeat(79)}…`],
  ])("keeps a name's %s as one plain line", async (_, name, plain) => {
    expect(await made({ name })).toMatchObject({ name: plain });
    expect(await shown()).toMatchObject([{ name: plain }]);
    const page = await companion.server.fetch(new Request((await made()).url));
    expect(await page.text()).not.toMatch(/onerror|Kim|😀/);
  });

  it("names the platform: from what is known, else as Codat does", async () => {
    expect(await made({ platformKey: "gbol" })).toMatchObject({ platformName: "Xero" });
    const { fake } = companion;
    const before = fake.requests().length;
    expect(await made({ platformKey: "zzzz", kind: "self" })).not.toHaveProperty("platformName");
    expect(
      fake
        .requests()
        .slice(before)
        .map(({ path }) => path),
    ).toEqual(["/integrations/zzzz"]);
  });

  it("asks Codat for a name once a day, and does without when it is away", async () => {
    let calls = 0;
    const { json } = lender({
      fetch(input, init) {
        const request = new Request(input, init);
        const path = new URL(request.url).pathname;
        if (!path.startsWith("/integrations/")) return companion.fake.fetch(request);
        calls++;
        if (path.endsWith("abcd")) return Promise.reject(new Error("away"));
        return Promise.resolve(Response.json({ name: "Free\u202e Books\n" }));
      },
    });
    const ask = (platformKey: string, as: string) =>
      json<Asked>("POST /invites", { body: { ...body, platformKey }, as });
    expect(await ask("wxyz", "acme")).toMatchObject({ platformName: "Free Books" });
    expect(await ask("wxyz", "birch")).toMatchObject({ platformName: "Free Books" });
    expect(await ask("abcd", "cedar")).not.toHaveProperty("platformName");
    expect(await ask("abcd", "dogwood")).toMatchObject({ state: "none" });
    expect(calls).toBe(2);
  });
});

describe("GET invites", () => {
  it("shows the customer's own with their links, newest first, and no other's", async () => {
    const other = await made({}, "birch");
    const [first, second] = [await made(), await made({ kind: "self" })];
    await companion.json("POST /invites", { body: { ...body, kind: "reconnect" } });
    const response = await companion.ask("GET /invites");
    expect(response.headers.get("cache-control")).toBe("no-store");
    const all = (await response.json()).invites as Asked[];
    expect(all.map(({ url }) => url).sort()).toEqual([first.url, second.url].sort());
    expect(JSON.stringify(all)).not.toContain(other.id);
  });

  it("is empty for who has none", async () => {
    expect(await companion.json("GET /invites", { as: "newcomer" })).toEqual({ invites: [] });
  });
});

describe("POST invites/:id", () => {
  it("changes the note of an invite, or takes it away, and the page is told", async () => {
    const { id } = await made({ name: "Kim" });
    const change = async (name: unknown) =>
      (await companion.ask(`POST /invites/${id}`, { body: { name, state: "connected" } })).status;
    expect(await change("Lee\u202e\nat the accountant’s")).toBe(204);
    expect(await shown()).toMatchObject([{ name: "Lee at the accountant’s", state: "prepared", version: 2 }]);
    expect(await change(" ")).toBe(204);
    expect((await shown())[0]).not.toHaveProperty("name");
    expect([await change(7), await change(undefined)]).toEqual([400, 400]);
    await companion.ask(`DELETE /invites/${id}`);
    expect(await change("Lee")).toBe(409);
    expect((await shown())[0]).not.toHaveProperty("name");
  });

  it("does not find another's", async () => {
    const { id } = await made({ name: "Kim" }, "birch");
    const answers = await Promise.all(
      [id, "0".repeat(22)].map((one) => companion.ask(`POST /invites/${one}`, { body: { name: "Lee" } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    const [one, other] = await Promise.all(answers.map((answer) => answer.text()));
    expect(one).toBe(other);
  });
});

describe("DELETE invites/:id", () => {
  it("cancels an invite, and once more changes nothing", async () => {
    const { id } = await made();
    for (let times = 0; times < 2; times++) {
      const response = await companion.ask(`DELETE /invites/${id}`);
      expect([response.status, await response.text()]).toEqual([204, ""]);
    }
    expect(await shown()).toMatchObject([{ id, state: "cancelled", version: 2 }]);
    expect((await made()).id).not.toBe(id);
  });

  it("answers another's to the byte like what is not there", async () => {
    const own = await made();
    const { id, url } = await made({}, "birch");
    const whole = async (one: string, as = "acme") => {
      const response = await companion.ask(`DELETE /invites/${one}`, { as });
      return { status: response.status, headers: [...response.headers], body: await response.text() };
    };
    const nothing = await whole("0".repeat(22));
    expect(nothing).toMatchObject({ status: 404, body: '{"error":"not found"}' });
    for (const one of [id, url.split("/").at(-1) ?? "", "constructor", `${own.id}x`, "%2e%2e", companyId])
      expect(await whole(one)).toEqual(nothing);
    expect(await whole(id, "newcomer")).toEqual(nothing);
    expect(
      (await companion.json<{ invites: Asked[] }>("GET /invites", { as: "birch" })).invites,
    ).toMatchObject([{ id, state: "prepared" }]);
  });
});

async function ended(stream: EventReader): Promise<readonly Frame[]> {
  await companion.server.closeSessions({ customer: "acme" });
  return (await stream.rest()).frames;
}

/** What a stream tells of invites until the session ends, sorted. */
async function invitesTold(stream: EventReader): Promise<string[]> {
  const news = (await ended(stream)).flatMap(({ data }) => (data?.type === "invite" ? data.invite : []));
  return news.map(({ kind, state }) => `${kind} ${state}`).sort();
}

describe("a page that is open", () => {
  it("begins with the invites and hears what becomes of them, each thing once", async () => {
    const { fake, ask } = companion;
    await made({ name: "Kim" });
    const stream = readEvents(await ask("GET /events"));
    const [snapshot] = await stream.take(1);
    expect(snapshot?.data).toMatchObject({
      company: { inviteHost: "apply.example:8443", invites: [{ state: "prepared", name: "Kim" }] },
    });
    const self = await made({ kind: "self" });
    const { id } = fake.startConnection(companyId);
    await fake.webhooks.settle();
    fake.authorize(id);
    await fake.webhooks.settle();
    await ask("GET /return?statuscode=200");
    await ask(`DELETE /invites/${self.id}`);
    fake.completeRead(id);
    await fake.webhooks.settle();
    expect(await invitesTold(stream)).toEqual(["connect connected", "self connected", "self prepared"]);
    expect((await shown()).map(({ state }) => state)).toEqual(["connected", "connected"]);
  });

  it("hears of a webhook that Codat repeats once", async () => {
    const { fake, ask } = companion;
    await made();
    const stream = readEvents(await ask("GET /events"));
    await stream.take(1);
    fake.connect(companyId);
    await fake.webhooks.settle();
    for (const { id } of fake.webhooks.messages()) {
      await fake.webhooks.resend(id);
      await fake.webhooks.recover(id);
    }
    await fake.webhooks.settle();
    expect(await invitesTold(stream)).toEqual(["connect connected"]);
  });

  it("hears of a webhook that came while invites could not be kept, when Codat repeats it", async () => {
    const plane = memoryBackplane();
    let isBroken = false;
    const { ask, json, fake, server, errors } = lender({
      backplane: {
        ...plane,
        commit: (room, change) =>
          isBroken && change.put?.["invites"]
            ? Promise.reject(new Error("full"))
            : plane.commit(room, change),
      },
    });
    const { id } = await json<Company>("POST /company");
    await json("POST /invites", { body: { ...body, prepared: true } });
    const stream = readEvents(await ask("GET /events"));
    isBroken = true;
    fake.connect(id);
    await fake.webhooks.settle();
    isBroken = false;
    for (const message of fake.webhooks.messages()) await fake.webhooks.resend(message.id);
    await fake.webhooks.settle();
    await server.closeSessions({ customer: "acme" });
    const news = (await stream.rest()).frames.map(({ data }) => data?.type);
    expect(news.filter((type) => type === "invite")).toHaveLength(1);
    expect(errors.map(({ code }) => code)).toContain("ONB-510");
    expect((await json<Company>("GET /company")).invites).toMatchObject([{ state: "connected" }]);
  });

  it("learns it without a webhook too, by the next reading", async () => {
    const { fake, ask } = companion;
    await made();
    fake.webhooks.hold();
    fake.connect(companyId);
    expect(await shown()).toMatchObject([{ state: "prepared" }]);
    await ask("GET /return?statuscode=200");
    expect(await shown()).toMatchObject([{ state: "connected" }]);
  });

  it("learns by a reading that invites are made now, though it is known from before", async () => {
    const backplane = memoryBackplane();
    const { json } = companionTest({ backplane, fake: companion.fake });
    expect(await json<Company>("GET /company")).not.toHaveProperty("inviteHost");
    const later = lender({ backplane, fake: companion.fake });
    await later.ask("GET /return?statuscode=403");
    expect(await later.json("GET /company")).toMatchObject({ inviteHost: "apply.example:8443", invites: [] });
  });

  it("keeps its invites through a reading, with the newest of each", async () => {
    const { ask } = companion;
    const { id } = await made();
    await shown();
    await made({ name: "Kim" });
    await ask("GET /return?statuscode=403");
    await ask(`DELETE /invites/${id}`);
    await made({ kind: "self" });
    expect((await shown()).map(({ state, name }) => `${state} ${name ?? ""}`).sort()).toEqual([
      "cancelled Kim",
      "prepared ",
    ]);
  });
});

describe("a second bank", () => {
  it("is waited for by an invite, though a first one stands", async () => {
    const { fake, ask } = companion;
    const bank = { platform: "suuo" };
    fake.connect(companyId, bank);
    await fake.webhooks.settle();
    await made({ sourceType: "banking" });
    await ask("GET /return?statuscode=200");
    expect(await shown()).toMatchObject([{ state: "prepared" }]);
    fake.connect(companyId, bank);
    await fake.webhooks.settle();
    expect(await shown()).toMatchObject([{ state: "connected" }]);
  });
});

describe("a deleted company", () => {
  it.each(["by webhook", "when it is read"])("ends its invites, told %s", async (how) => {
    const { fake, ask, server } = companion;
    const { url } = await made();
    if (how !== "by webhook") fake.webhooks.hold();
    fake.deleteCompany(companyId);
    await fake.webhooks.settle();
    await ask("GET /return?statuscode=201");
    const page = await server.fetch(new Request(url));
    expect(page.status).toBe(410);
    expect((await companion.json<{ invites: [] }>("GET /invites")).invites).toEqual([]);
  });
});

describe("a link", () => {
  it("is told to who asks for it, and stands nowhere else", async () => {
    const { fake, ask, errors, server } = companion;
    const one = await made({ name: "Kim" });
    const token = one.url.split("/").at(-1) ?? "";
    const secret = token.slice(25);
    const stream = readEvents(await ask("GET /events"));
    fake.connect(companyId);
    await fake.webhooks.settle();
    await made({ kind: "self" });
    fake.fault({ status: 500 });
    await ask("POST /connections", { body: { platformKey: "gbol" } });
    await server.fetch(new Request(`${one.url}x`));
    await server.fetch(new Request(one.url));
    const told = [
      await (await ask("GET /company")).text(),
      await (await ask("POST /company")).text(),
      await (await ask(`DELETE /invites/${one.id}`)).text(),
      JSON.stringify((await ended(stream)).map(({ data }) => data)),
      ...errors.map((error) => `${error.message} ${String(error.cause)}`),
      JSON.stringify(fake.requests()),
    ].join("\n");
    expect(told).toContain(one.id);
    expect(told).not.toContain(token);
    expect(told).not.toContain(secret);
    expect(told).not.toContain("/connect/");
  });
});

describe("a companion without the option", () => {
  it("has no invites, and says nothing of them", async () => {
    const plain = companionTest();
    for (const route of ["GET /invites", "POST /invites", "DELETE /invites/0000000000000000000000"]) {
      const response = await plain.ask(route, { body: route.startsWith("GET") ? undefined : body });
      expect([response.status, await response.text()]).toEqual([404, '{"error":"not found"}']);
    }
    const company = await plain.json<Company>("POST /company");
    expect(Object.keys(company).filter((name) => /invite/i.test(name))).toEqual([]);
  });
});

describe("a rotated secret", () => {
  it("keeps the links that were passed on, until it is taken away", async () => {
    const backplane = memoryBackplane();
    const old = "the tests sign their links with this, and nobody else";
    const newer = "a new secret that nobody has outside of the tests";
    const by = (secret: DurableInviteOptions["secret"]) =>
      lender({ invites: { ...invites, secret }, backplane, fake: companion.fake });
    const first = await by(old).json<Asked>("POST /invites", { body });
    const second = await by([newer, old]).json<Asked>("POST /invites", { body });
    expect([second.id === first.id, second.url === first.url]).toEqual([true, false]);
    const status = async (url: string, secret: DurableInviteOptions["secret"]) =>
      (await by(secret).server.fetch(new Request(url))).status;
    expect(await status(first.url, [newer, old])).toBe(200);
    expect(await status(second.url, newer)).toBe(200);
    expect(await status(first.url, newer)).toBe(404);
  });
});
