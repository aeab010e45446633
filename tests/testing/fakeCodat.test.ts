import { beforeEach, describe, expect, it } from "vitest";
import { createFakeCodat, type FakeCodat, type FakeCodatOptions } from "../../src/testing/index.js";

const baseUrl = "http://127.0.0.1:4310";
const template =
  "http://127.0.0.1:4300/return?code={statusCode}&error={errorMessage}&company={companyId}" +
  "&connection={connectionId}&platform={platform}&name={platformName}&type={sourceType}";
const day = 24 * 60 * 60 * 1000;

let clock: Date;
let count: number;

beforeEach(() => {
  clock = new Date("2026-11-23T08:00:00Z");
  count = 0;
});

function fakeCodat(options: FakeCodatOptions = {}): FakeCodat {
  return createFakeCodat({
    baseUrl,
    redirectUrl: template,
    now: () => clock,
    randomUUID: () => `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
    ...options,
  });
}

/** A browser without JavaScript: one page at a time, and the forms that the page really has. */
async function visit(fake: FakeCodat, link: string) {
  let body = "";
  async function go(url: string, init?: RequestInit): Promise<Response> {
    const response = await fake.fetch(new Request(url, { redirect: "manual", ...init }));
    body = await response.clone().text();
    return response;
  }
  async function send(name: string, value: string): Promise<Response> {
    const button = value === "" ? "<button" : `<button name="${name}" value="${value}"`;
    const form = body.split("<form ").find((part) => part.includes(button));
    const action = form && /action="([^"]+)"/.exec(form)?.[1];
    if (!action) throw new Error(`The page has no ${button}: ${body}`);
    const sent = new URLSearchParams(value === "" ? {} : { [name]: value });
    const answer = await go(baseUrl + action, { method: "POST", body: sent });
    const location = answer.headers.get("location") ?? "";
    return answer.status === 303 && location.startsWith("/") ? go(baseUrl + location) : answer;
  }
  const first = await go(link);
  return {
    first,
    go,
    text: () => body,
    pick: (platform: string) => send("platform", platform),
    agree: () => send("", ""),
    end: async (outcome: string) => (await send("outcome", outcome)).headers.get("location"),
  };
}

async function atSignIn(fake: FakeCodat, link: string, platform = "gbol") {
  const person = await visit(fake, link);
  await person.pick(platform);
  await person.agree();
  return person;
}

describe("the way back from Hosted Link", () => {
  const who = (fake: FakeCodat, id: string) =>
    `company=${id}&connection=${fake.connections(id)[0]?.id}&platform=gbol&name=Xero&type=Accounting`;
  const back = "http://127.0.0.1:4300/return";

  it.each([
    ["connected", "code=200&error=", "Linked"],
    ["cancelled", "code=403&error=User%20cancelled.", "PendingAuth"],
    ["failed", "code=500&error=Unknown%20error%20occurred.", "PendingAuth"],
  ])("says that the platform %s", async (outcome, start, status) => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    const location = await (await atSignIn(fake, redirect)).end(outcome);
    expect(location).toBe(`${back}?${start}&${who(fake, id)}`);
    expect(fake.connections(id)).toMatchObject([{ status }]);
  });

  it.each([
    ["nothingNew", "code=201&error="],
    ["unsupported", "code=501&error=Not%20supported."],
    ["cancelled", "code=403&error=User%20cancelled."],
  ])("tells of no connection when nothing was picked: %s", async (outcome, start) => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    const location = await (await visit(fake, redirect)).end(outcome);
    expect(location).toBe(`${back}?${start}&company=${id}&connection=&platform=&name=&type=`);
    expect(fake.connections(id)).toEqual([]);
  });

  it("encodes what it fills in, and the template's own letters where a header needs it", async () => {
    const fake = fakeCodat({
      redirectUrl: "https://a.example/zurück/{platformName}#/{sourceId}/{statusText}",
    });
    const { id, redirect } = fake.createCompany();
    const location = await (await atSignIn(fake, redirect, "qhyg")).end("failed");
    const sourceId = fake.connections(id)[0]?.sourceId;
    expect(location).toBe(`https://a.example/zur%C3%BCck/QuickBooks%20Online#/${sourceId}/server_error`);
  });

  it("fills custom placeholders from the link, and leaves missing ones empty", async () => {
    const fake = fakeCodat({ redirectUrl: "https://a.example/{flow}/{nope}/x?i={integrationType}" });
    const { id } = fake.createCompany();
    const location = await (await visit(fake, fake.hostedLink(id, { flow: "a b&c" }))).end("nothingNew");
    expect(location).toBe("https://a.example/a%20b%26c//x?i=");
  });

  it("lets no parameter of the link add, replace or leak anything", async () => {
    const redirectUrl =
      "https://a.example/r/{x}?c={statusCode}&p={link.otp}&q={otp}&o={__proto__}{constructor}";
    const fake = fakeCodat({ redirectUrl, oneTimeLinks: true });
    const { id } = fake.createCompany();
    const hostile = { x: "\r\nSet-Cookie: a=1//evil.example/?c=200#", statusCode: "200", otp: "1" };
    const location = await (await visit(fake, fake.hostedLink(id, hostile))).end("unsupported");
    const x = "%0D%0ASet-Cookie%3A%20a%3D1%2F%2Fevil.example%2F%3Fc%3D200%23";
    expect(location).toBe(`https://a.example/r/${x}?c=501&p=&q=&o=`);
  });

  it.each(["javascript:alert(1)", "/return", "https://{x}/return", "https://a.example{x}", "https://"])(
    "refuses the template %s",
    (redirectUrl) => expect(() => fakeCodat({ redirectUrl })).toThrow(TypeError),
  );

  it("ends on a page of its own when no redirect is set", async () => {
    const fake = fakeCodat({ redirectUrl: undefined });
    const person = await atSignIn(fake, fake.createCompany().redirect);
    expect(await person.end("connected")).toBeNull();
    expect(person.text()).toContain("<h1>You are connected</h1>");
  });
});

describe("connections", () => {
  it("wait for authorisation when the tab is just closed", async () => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    const person = await atSignIn(fake, redirect);
    expect(person.text()).toContain("You can just close this tab");
    expect(fake.connections(id)).toEqual([
      {
        id: expect.any(String),
        integrationId: expect.any(String),
        integrationKey: "gbol",
        sourceId: expect.any(String),
        platformName: "Xero",
        sourceType: "Accounting",
        status: "PendingAuth",
        created: "2026-11-23T08:00:00.000Z",
        linkUrl: `${baseUrl}/companies/${id}/connections/${fake.connections(id)[0]?.id}/start`,
        dataConnectionErrors: [],
      },
    ]);
  });

  it("keep the errors of failed attempts, resolved by a later success over their own link", async () => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    await (await atSignIn(fake, redirect)).end("failed");
    const [failed] = fake.connections(id);
    const error = {
      statusCode: "500",
      errorMessage: "Unknown error occurred.",
      erroredOnUtc: clock.toISOString(),
    };
    expect(failed?.dataConnectionErrors).toMatchObject([{ ...error, status: "Active", resolvedOnUtc: null }]);

    clock = new Date(clock.getTime() + day);
    const person = await visit(fake, failed?.linkUrl ?? "");
    expect(person.text()).toContain("<h1>Share Xero data with Example Lender?</h1>");
    await person.agree();
    expect(await person.end("connected")).toContain(`connection=${failed?.id}&`);
    expect(fake.connections(id)).toMatchObject([
      {
        status: "Linked",
        dataConnectionErrors: [{ ...error, status: "Resolved", resolvedOnUtc: clock.toISOString() }],
      },
    ]);
  });

  it("are read as copies", () => {
    const fake = fakeCodat();
    const { id } = fake.createCompany();
    fake.connections(id).push({} as never);
    expect(fake.connections(id)).toEqual([]);
  });

  it("are not linked before consent", async () => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    const person = await visit(fake, redirect);
    await person.pick("gbol");
    const action = /action="([^"]+\/outcome)"/.exec(person.text())?.[1];
    const body = new URLSearchParams({ outcome: "connected" });
    expect((await person.go(baseUrl + action, { method: "POST", body })).status).toBe(400);
    expect(fake.connections(id)).toMatchObject([{ status: "PendingAuth" }]);
  });
});

describe("links", () => {
  it.each(["/company/", "/companies/", "/acme-lending/company/"])(
    "open under %s, again and again",
    async (path) => {
      const fake = fakeCodat();
      const { id } = fake.createCompany("Bakery");
      for (const spelling of [id, id.toUpperCase()]) {
        const { first } = await visit(fake, baseUrl + path + spelling);
        expect(first.status).toBe(200);
      }
    },
  );

  it("keep to the path the fake is served under", async () => {
    const fake = fakeCodat({ baseUrl: `${baseUrl}/fake/` });
    const { id, redirect } = fake.createCompany();
    expect(redirect).toBe(`${baseUrl}/fake/company/${id}`);
    expect(await (await atSignIn(fake, redirect)).end("connected")).toContain("code=200");
    expect((await visit(fake, `${baseUrl}/company/${id}`)).first.status).toBe(404);
  });

  it("are a 404 page for a company nobody created", async () => {
    const fake = fakeCodat();
    const { first, text } = await visit(fake, `${baseUrl}/company/4a1dd4a5-ba5a-4fc4-9ba0-3d5f1a1b2c3d`);
    expect(first.status).toBe(404);
    expect(text()).toContain("<h1>This link does not work</h1>");
    expect(() => fake.hostedLink("nobody")).toThrow(RangeError);
    expect(() => fake.connections("nobody")).toThrow(RangeError);
  });

  it("hide the sandbox when they say so", async () => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    expect((await visit(fake, redirect)).text()).toContain("Codat Sandbox");
    const hidden = fake.hostedLink(id, { "link.showSandboxIntegrations": "false" });
    expect((await visit(fake, hidden)).text()).not.toContain("Codat Sandbox");
  });
});

describe("one-time links", () => {
  const open = async (fake: FakeCodat, link: string, method = "GET") =>
    (await fake.fetch(new Request(link, { method }))).status;

  it("open once, and the visit goes on", async () => {
    const fake = fakeCodat({ oneTimeLinks: true });
    const { redirect } = fake.createCompany();
    expect(redirect).toMatch(/\/company\/[-0-9a-f]{36}\?link\.otp=[0-9a-f]{32}%2B%2F%3D$/);
    const person = await atSignIn(fake, redirect);
    const second = await visit(fake, redirect);
    expect(second.first.status).toBe(410);
    expect(second.text()).toContain("<h1>This link has expired</h1>");
    expect(await person.end("connected")).toContain("code=200");
  });

  it("are spent by HEAD, which has no body", async () => {
    const fake = fakeCodat({ oneTimeLinks: true });
    const { redirect } = fake.createCompany();
    const head = await fake.fetch(new Request(redirect, { method: "HEAD" }));
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(await open(fake, redirect)).toBe(410);
  });

  it("die after a day", async () => {
    const fake = fakeCodat({ oneTimeLinks: true });
    const { id, redirect } = fake.createCompany();
    const other = fake.hostedLink(id);
    clock = new Date(clock.getTime() + day - 1);
    expect(await open(fake, redirect)).toBe(200);
    clock = new Date(clock.getTime() + 1);
    expect(await open(fake, other)).toBe(410);
  });

  it("are refused without a password, with a broken one, and with another company's", async () => {
    const fake = fakeCodat({ oneTimeLinks: true });
    const [one, two] = [fake.createCompany(), fake.createCompany()];
    expect(await open(fake, `${baseUrl}/company/${one.id}`)).toBe(403);
    expect(await open(fake, decodeURIComponent(one.redirect))).toBe(410);
    expect(await open(fake, one.redirect.replace(one.id, two.id))).toBe(410);
    expect(await open(fake, one.redirect)).toBe(200);
  });

  it("are made for connections too, under their own name", async () => {
    const fake = fakeCodat({ oneTimeLinks: true });
    const { id, redirect } = fake.createCompany();
    await atSignIn(fake, redirect);
    const linkUrl = fake.connections(id)[0]?.linkUrl ?? "";
    expect(linkUrl).toMatch(/\/start\?otp=/);
    expect([await open(fake, linkUrl), await open(fake, linkUrl)]).toEqual([200, 410]);
    expect(await open(fake, (fake.connections(id)[0]?.linkUrl ?? "").replace("?otp", "?link.otp"))).toBe(403);
  });

  it("take further parameters after the password", async () => {
    const fake = fakeCodat({ oneTimeLinks: true, redirectUrl: "https://a.example/?{x}" });
    const link = fake.hostedLink(fake.createCompany().id, { x: "1 2" });
    expect(link).toMatch(/\?link\.otp=[^&]+&x=1%202$/);
    expect(await (await visit(fake, link)).end("nothingNew")).toBe("https://a.example/?1%202");
  });
});

describe("pages", () => {
  it("escape every name they show", async () => {
    const fake = fakeCodat({ appName: `<b>"A" & 'B'` });
    const person = await visit(fake, fake.createCompany("</strong><script>alert(1)</script>").redirect);
    const escaped = "&lt;/strong&gt;&lt;script&gt;alert(1)&lt;/script&gt;";
    expect(person.text()).toContain(
      `&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39; asks <strong>${escaped}</strong>`,
    );
    await person.pick("gbol");
    expect(person.text()).toContain(escaped);
    expect(person.text()).not.toMatch(/<script|<b>/);
  });

  it("say whose they are, need no script, and carry no inline style", async () => {
    const fake = fakeCodat();
    const person = await visit(fake, fake.createCompany().redirect);
    const seen = [person.text()];
    await person.pick("suuo");
    seen.push(person.text());
    await person.agree();
    seen.push(person.text());
    for (const page of seen) {
      expect(page).toContain('<html lang="en">');
      expect(page).toContain("<strong>Fake Codat · Hosted Link</strong>");
      expect(page).not.toMatch(/<script|<style|style=|<input|\son\w+=/);
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen[2]).toContain("<strong>not Plaid</strong>");
  });

  it("are sent with strict headers, and let a form end at the host", async () => {
    const fake = fakeCodat();
    const { first } = await visit(fake, fake.createCompany().redirect);
    expect(Object.fromEntries(first.headers)).toEqual({
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'self'; form-action 'self' http://127.0.0.1:4300; base-uri 'none'; frame-ancestors 'none'",
      "content-type": "text/html; charset=utf-8",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
  });

  it("have a stylesheet of their own", async () => {
    const fake = fakeCodat();
    const person = await visit(fake, fake.createCompany().redirect);
    const href = /<link rel="stylesheet" href="([^"]+)">/.exec(person.text())?.[1];
    const styles = await person.go(baseUrl + href);
    expect(styles.headers.get("content-type")).toBe("text/css; charset=utf-8");
  });

  it("are changed by forms only", async () => {
    const fake = fakeCodat();
    const { id, redirect } = fake.createCompany();
    const person = await visit(fake, redirect);
    const action = /action="([^"]+\/platform)"/.exec(person.text())?.[1];
    expect((await person.go(`${baseUrl}${action}?platform=gbol`)).status).toBe(200);
    expect(fake.connections(id)).toEqual([]);
    expect((await person.go(redirect, { method: "POST" })).status).toBe(405);
    expect((await person.go(`${baseUrl}/visits/unknown`)).status).toBe(404);
    expect((await person.go(`${baseUrl}/elsewhere`)).status).toBe(404);
  });
});
