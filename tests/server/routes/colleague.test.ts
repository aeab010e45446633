import { beforeEach, describe, expect, it } from "vitest";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createInviteTokens } from "../../../src/server/invites/inviteToken.js";
import { companionTest, origin } from "../companionTest.js";
import {
  type ColleagueTest,
  colleagueTest,
  connectByLink,
  day,
  hour,
  inviteSecret,
} from "./colleagueTest.js";

let test: ColleagueTest;

beforeEach(() => {
  test = colleagueTest();
});

async function location(path: string): Promise<string> {
  const response = await test.press(path);
  expect(response.status).toBe(303);
  return response.headers.get("location") ?? "";
}

/** The path of a link, without what it carries. */
async function linkPath(path: string): Promise<string> {
  return new URL(await location(path)).pathname;
}

const hosted = () => `/company/${test.companyId()}`;
const ownPath = (id: string | undefined) => `/companies/${test.companyId()}/connections/${id}/start`;
const newest = () => test.fake.connections(test.companyId()).at(-1)?.id;

async function heading(response: Response): Promise<string> {
  return /<h1>(.*)<\/h1>/.exec(await response.text())?.[1]?.replace(/<\/?bdi>/g, "") ?? "";
}

const newer = "another secret, of more than 32 characters";
const unknown = "This link doesn’t work";
const cannotOpen = "We can’t open Codat right now";

describe("the colleague's link", () => {
  it("is opened by scanners without end, spends nothing, asks nobody, and works three days later", async () => {
    const { fake, open, writes, errors } = test;
    const { path, id } = await test.invite();
    const requests = fake.requests().length;
    writes.length = 0;
    for (let count = 0; count < 20; count++) {
      for (const method of ["GET", "HEAD"]) {
        const headers = { "user-agent": "LinkScanner/1.0", "sec-purpose": "prefetch" };
        expect((await open(path, { method, headers })).status).toBe(200);
      }
    }
    expect([fake.requests().length, writes, errors]).toEqual([requests, [], []]);
    expect(await test.state(id)).toBe("prepared");

    await fake.advance(3 * day);
    const link = await location(path);
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4310\/company\/[\da-f-]{36}\?link\.otp=/);
    expect(await test.state(id)).toBe("opened");
    const back = await open(await connectByLink(test, link), { headers: { "sec-fetch-site": "cross-site" } });
    expect(await heading(back)).toBe("Xero is connected for Oak &amp; Elm Ltd");
    expect(await test.state(id)).toBe("connected");
  });

  it("is made anew at each press: a link that was given up spoils nothing", async () => {
    const { path } = await test.invite();
    const links = [await location(path), await location(path), await location(path)];
    expect(new Set(links).size).toBe(3);
    for (const link of links) expect((await test.fake.fetch(link)).status).toBe(200);
  });

  it("asks nobody who they are", async () => {
    const asked: string[] = [];
    test = colleagueTest({
      authenticate: (request) => {
        asked.push(request.url);
        return { id: "acme" };
      },
    });
    const { path } = await test.invite();
    asked.length = 0;
    await test.open(path);
    await test.press(path);
    await test.press(`${path}/decline`);
    expect(asked).toEqual([]);
  });

  it("carries something for the way back that opens no page", async () => {
    const { path } = await test.invite();
    const link = new URL(await location(path));
    const carried = link.searchParams.get("invite") ?? "";
    expect(carried).toMatch(/^[A-Za-z0-9]{47}$/);
    expect(await heading(await test.open(`/connect/${carried}`))).toBe(unknown);
  });

  it("leads on with no address of ours", async () => {
    const { path } = await test.invite();
    const response = await test.press(path);
    expect(Object.fromEntries(response.headers)).toEqual({
      "cache-control": "no-store",
      location: response.headers.get("location"),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe("");
  });

  it("stands in no error, and not in what Codat is asked", async () => {
    const { fake, errors } = test;
    const { path } = await test.invite({ platformKey: "gbol" });
    const token = path.split("/").at(-1) ?? "";
    fake.fault({ path: /connections/, status: 500, times: 1 });
    const link = await location(path);
    fake.fault({ path: /./, status: 402, times: 1 });
    expect((await test.press(path)).status).toBe(502);
    expect(errors.length).toBeGreaterThan(1);
    const told = errors.flatMap(({ message, cause, stack }) => [message, String(cause), stack]);
    const asked = fake.requests().map((request) => JSON.stringify(request));
    expect([...told, ...asked, link].filter((text) => text?.includes(token))).toEqual([]);
  });
});

describe("where the button leads", () => {
  it("is the company's link where no platform is named, though a connection waits", async () => {
    const { path } = await test.invite();
    test.fake.startConnection(test.companyId());
    expect(await linkPath(path)).toBe(hosted());
  });

  it("is a waiting connection of the platform named, made once however often it is pressed", async () => {
    const { path } = await test.invite({ platformKey: "gbol" });
    expect(await linkPath(path)).toBe(ownPath(newest()));
    expect(await linkPath(path)).toBe(ownPath(newest()));
    await Promise.all(Array.from({ length: 5 }, () => test.press(path)));
    expect(test.fake.connections(test.companyId())).toMatchObject([{ integrationKey: "gbol" }]);
  });

  it("makes one connection of presses that come at once", async () => {
    const { path } = await test.invite({ platformKey: "gbol" });
    const answers = await Promise.all(Array.from({ length: 5 }, () => test.press(path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(test.fake.connections(test.companyId())).toHaveLength(1);
  });

  it("is the customer's own waiting connection of that platform, and no other platform's", async () => {
    const { path } = await test.invite({ platformKey: "gbol" });
    test.fake.startConnection(test.companyId(), "qhyg");
    const own = test.fake.startConnection(test.companyId(), "gbol");
    expect(await linkPath(path)).toBe(ownPath(own.id));
  });

  it("is the same one after it was cancelled, and another after it went wrong", async () => {
    const { path } = await test.invite({ platformKey: "gbol" });
    await connectByLink(test, await location(path), { outcome: "cancelled" });
    const first = newest();
    expect(await linkPath(path)).toBe(ownPath(first));
    await connectByLink(test, await location(path), { outcome: "failed" });
    expect(await linkPath(path)).toBe(ownPath(newest()));
    expect(newest()).not.toBe(first);
  });

  it.each([400, 404, 409, 500, 503])(
    "is the company's link where Codat makes no connection: %i",
    async (status) => {
      const { path } = await test.invite({ platformKey: "gbol" });
      test.fake.fault({ method: "POST", path: /connections/, status, times: 5 });
      expect(await linkPath(path)).toBe(hosted());
    },
  );

  it("is the ended connection's own to reconnect", async () => {
    const { fake } = test;
    const { path } = await test.invite({ kind: "reconnect" });
    const { id } = fake.connect(test.companyId());
    fake.deauthorize(id);
    expect(await linkPath(path)).toBe(ownPath(id));
    const back = await test.open(await connectByLink(test, await location(path)));
    expect(await heading(back)).toBe("Xero is connected for Oak &amp; Elm Ltd");
  });

  it("is the ended connection of the platform named", async () => {
    const { fake } = test;
    const { path } = await test.invite({ kind: "reconnect", platformKey: "gbol" });
    const xero = fake.connect(test.companyId());
    const quickBooks = fake.connect(test.companyId(), { platform: "qhyg" });
    fake.deauthorize(xero.id);
    fake.deauthorize(quickBooks.id);
    expect(await linkPath(path)).toBe(ownPath(xero.id));
  });

  it.each([
    "javascript:alert(1)",
    "https://link.codat.io.evil.example/",
    "http://link.codat.io/company/x",
    "",
  ])("is never %s, whatever Codat says", async (redirect) => {
    const { path, id } = await test.invite();
    const found = { id: test.companyId(), redirect, dataConnections: [] };
    test.fake.fault({ method: "GET", path: `/companies/${test.companyId()}`, status: 200, body: found });
    const response = await test.press(path);
    expect([response.status, response.headers.get("location")]).toEqual([502, null]);
    expect(await test.state(id)).toBe("prepared");
  });
});

describe("a press of the button", () => {
  it.each<[string, Record<string, string | undefined>, number]>([
    ["the page itself", {}, 303],
    ["the page itself, in a browser that says so by its origin alone", { "sec-fetch-site": undefined }, 303],
    ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.example" }, 403],
    ["another site that names ours", { "sec-fetch-site": "cross-site" }, 403],
    ["a sibling's page", { "sec-fetch-site": "same-site", origin: "https://evil.lender.example" }, 403],
    ["the address bar", { "sec-fetch-site": "none", origin: undefined }, 403],
    ["another site, in an old browser", { "sec-fetch-site": undefined, origin: "https://evil.example" }, 403],
    ["nowhere", { "sec-fetch-site": undefined, origin: "null" }, 403],
    ["a program", { "sec-fetch-site": undefined, origin: undefined }, 403],
  ])("from %s is taken or refused", async (_, more, status) => {
    const { path, id } = await test.invite();
    const headers = new Headers({ "sec-fetch-site": "same-origin", origin });
    for (const [name, value] of Object.entries(more)) {
      if (value === undefined) headers.delete(name);
      else headers.set(name, value);
    }
    for (const address of [path, `${path}/decline`]) {
      const response = await test.server.fetch(new Request(origin + address, { method: "POST", headers }));
      expect(response.status).toBe(address === path ? status : status === 303 ? 200 : 403);
      if (status === 403) expect(await heading(response)).toBe(cannotOpen);
    }
    expect(await test.state(id)).toBe(status === 303 ? "declined" : "prepared");
  });

  it("is taken behind a proxy that changes the address, by the public one", async () => {
    const { path } = await test.invite();
    const request = new Request(`http://10.0.0.7:3000${path}`, { method: "POST", headers: { origin } });
    expect((await test.server.fetch(request)).status).toBe(303);
  });

  it("is taken twenty times an hour, and asks Codat for nothing beyond", async () => {
    const { path } = await test.invite();
    const statuses: number[] = [];
    // What colleagues may cost at once, and what has come back after ten minutes.
    for (let count = 0; count < 15; count++) statuses.push((await test.press(path)).status);
    await test.fake.advance(10 * 60_000);
    for (let count = 0; count < 5; count++) statuses.push((await test.press(path)).status);
    await test.fake.advance(10 * 60_000);
    const requests = test.fake.requests().length;
    for (let count = 0; count < 80; count++) statuses.push((await test.press(path)).status);
    expect(statuses).toEqual([...Array(20).fill(303), ...Array(80).fill(429)]);
    expect(test.fake.requests()).toHaveLength(requests);
    expect(await heading(await test.press(path))).toBe(cannotOpen);
    expect(await heading(await test.open(path))).toContain("accounting software of Oak &amp; Elm");
    await test.fake.advance(hour);
    expect((await test.press(path)).status).toBe(303);
  });

  it("is taken twenty times an hour, spread over half of it", async () => {
    const { path } = await test.invite();
    const statuses: number[] = [];
    for (let count = 0; count < 21; count++) {
      statuses.push((await test.press(path)).status);
      await test.fake.advance(90_000);
    }
    expect(statuses).toEqual([...Array(20).fill(303), 429]);
  });

  it("is counted though a hundred come at once", async () => {
    const { path } = await test.invite();
    const pressed = async (times: number) => {
      const answers = await Promise.all(Array.from({ length: times }, () => test.press(path)));
      const statuses = answers.map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([303, 429]));
      return statuses.filter((status) => status === 303).length;
    };
    expect(await pressed(100)).toBe(15);
    await test.fake.advance(hour);
    // Fewer at once than colleagues may cost: the hour's twenty end first.
    expect(await pressed(16)).toBe(15);
    await test.fake.advance(15 * 60_000);
    expect(await pressed(100)).toBe(4);
  });

  it("changes nothing while Codat is away, and works after", async () => {
    const { path, id } = await test.invite();
    test.fake.fault({ path: /./, status: 429, times: 99, retryAfter: 3_600 });
    const response = await test.press(path);
    expect([response.status, await heading(response)]).toEqual([503, cannotOpen]);
    expect(await test.state(id)).toBe("prepared");
    test.fake.clearFaults();
    await test.fake.advance(2 * hour);
    expect((await test.press(path)).status).toBe(303);
  });

  it("finds that it is done already", async () => {
    const { path, id } = await test.invite();
    test.fake.webhooks.hold();
    test.fake.connect(test.companyId());
    expect(await heading(await test.press(path))).toBe("This is already done");
    expect(await test.state(id)).toBe("connected");
    expect((await test.open(path)).status).toBe(200);
  });

  it("finds that it is done already, though the customer never said that the link was passed on", async () => {
    const { path } = await test.invite({ prepared: false });
    test.fake.connect(test.companyId());
    expect(await heading(await test.press(path))).toBe("This is already done");
  });

  it("leads nowhere if the customer cancels while Codat is asked", async () => {
    let cancel: (() => Promise<unknown>) | undefined;
    test = colleagueTest({
      async fetch(input, init) {
        const response = await test.fake.fetch(input, init);
        await cancel?.();
        return response;
      },
    });
    const { path, id } = await test.invite({ platformKey: "gbol" });
    cancel = async () => {
      if (test.fake.connections(test.companyId()).length > 0) await test.ask(`DELETE /invites/${id}`);
    };
    const response = await test.press(path);
    expect([response.status, response.headers.get("location")]).toEqual([410, null]);
    expect(await heading(response)).toBe("This request has been cancelled");
    expect(await test.state(id)).toBe("cancelled");
  });

  it("ends where the company was deleted", async () => {
    const { path } = await test.invite();
    test.fake.webhooks.hold();
    test.fake.deleteCompany(test.companyId());
    expect(await heading(await test.press(path))).toBe("This request has been cancelled");
  });
});

describe("an invite that has ended", () => {
  const ends: readonly [
    string,
    number,
    string,
    (invite: { path: string; id: string }) => Promise<unknown>,
  ][] = [
    [
      "connected",
      200,
      "This is already done",
      async () => {
        test.fake.connect(test.companyId());
        await test.fake.webhooks.settle();
      },
    ],
    ["declined", 410, "This request has been declined", ({ path }) => test.press(`${path}/decline`)],
    ["cancelled", 410, "This request has been cancelled", ({ id }) => test.ask(`DELETE /invites/${id}`)],
    ["expired", 410, "This request has expired", () => test.fake.advance(14 * day)],
  ];

  it.each(ends)("as %s says so with %i, and nothing revives it", async (state, status, title, end) => {
    const invite = await test.invite();
    await end(invite);
    const requests = test.fake.requests().length;
    const answers = [
      await test.open(invite.path),
      await test.press(invite.path),
      await test.press(`${invite.path}/decline`),
      await test.open(`${invite.path}/decline`),
    ];
    for (const answer of answers) {
      expect([answer.status, await heading(answer)]).toEqual([status, title]);
    }
    expect(test.fake.requests()).toHaveLength(requests);
    expect(await test.state(invite.id)).toBe(state);
  });

  it("is unknown thirty days later", async () => {
    const { path, id } = await test.invite();
    await test.ask(`DELETE /invites/${id}`);
    await test.fake.advance(30 * day - hour);
    expect((await test.open(path)).status).toBe(410);
    await test.fake.advance(2 * hour);
    expect(await heading(await test.open(path))).toBe(unknown);
  });
});

describe("a link that is not ours", () => {
  it("has one page, byte for byte, whatever is wrong with it", async () => {
    const one = (await test.invite()).path.split("/").at(-1) ?? "";
    const other = (await test.invite({}, "birch")).path.split("/").at(-1) ?? "";
    const tokens = createInviteTokens([inviteSecret]);
    const wrong = [
      "x",
      "%00",
      "__proto__",
      "%3Cscript%3E",
      "x".repeat(5_000),
      one.slice(0, -1),
      one.slice(1),
      `${one}x`,
      one.toLowerCase(),
      [...one].reverse().join(""),
      one.slice(0, 25) + other.slice(25),
      other.slice(0, 25) + one.slice(25),
      tokens.of(tokens.newId(test.companyId())),
      createInviteTokens([newer]).of(one.slice(3, 25)),
    ];
    const bodies = new Set<string>();
    const seen = new Set<string>();
    for (const address of [
      "/connect",
      "/connect/",
      ...wrong.flatMap((token) => [`/connect/${token}`, `/connect/${token}/decline`]),
    ]) {
      for (const response of [await test.open(address), await test.press(address)]) {
        seen.add(JSON.stringify([response.status, ...response.headers]));
        bodies.add(await response.text());
      }
    }
    expect([seen.size, bodies.size]).toEqual([1, 1]);
    expect([...bodies][0]).toContain(`<h1>${unknown}</h1>`);
  });

  it("is pressed by the page's own two addresses alone", async () => {
    const { path, id } = await test.invite();
    for (const tail of ["/x", "/decline/x", "/decline.", "."]) {
      expect((await test.press(path + tail)).status).toBe(404);
    }
    expect(await test.state(id)).toBe("prepared");
    const page = await (await test.open(`${path}.`)).text();
    expect(page).toContain(`action="${path}?`);
  });

  it("is told so in each language alike", async () => {
    for (const lang of ["fr-CA", "de", "ar", "ja"]) {
      const bodies = ["a", "b/decline", "c".repeat(47)].map(async (token) =>
        (await test.open(`/connect/${token}?lang=${lang}`)).text(),
      );
      expect(new Set(await Promise.all(bodies)).size).toBe(1);
    }
  });

  it("is no page at all where no invites are made", async () => {
    test = colleagueTest({ invites: undefined });
    expect(
      (await test.open(`/connect/${createInviteTokens([inviteSecret]).of("a".repeat(22))}`)).headers.get(
        "content-type",
      ),
    ).toBe("application/json");
  });
});

describe("a link from before a change of secrets", () => {
  it.each([
    ["works", "while the older is kept", [newer, inviteSecret], 200],
    ["is unknown", "once it is not", [newer], 404],
  ] as const)("%s %s", async (_, __, secret, status) => {
    const backplane = memoryBackplane({ now: test.fake.now });
    test = colleagueTest({ backplane });
    const { path } = await test.invite();
    const next = companionTest({ fake: test.fake, backplane, invites: { secret, publicUrl: origin } });
    expect((await next.server.fetch(new Request(origin + path))).status).toBe(status);
  });
});
