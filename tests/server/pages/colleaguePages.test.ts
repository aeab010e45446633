import { JSDOM } from "jsdom";
import { beforeEach, describe, expect, it } from "vitest";
import { brandOf } from "../../../src/core/brand.js";
import { plainName } from "../../../src/core/plainName.js";
import type { SourceType } from "../../../src/core/sourceType.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import type { InviteColors } from "../../../src/server/options/options.js";
import { namedPageLanguages, pageLanguages } from "../../../src/server/pages/pageLanguages.js";
import { createPageStyles } from "../../../src/server/pages/pageStyles.js";
import { createPages, type PagesOptions } from "../../../src/server/pages/pages.js";
import { origin } from "../companionTest.js";
import { type ColleagueTest, colleagueTest } from "../routes/colleagueTest.js";

const { window } = new JSDOM("", { url: origin, pretendToBeVisual: false });
const parse = (page: string) => new window.DOMParser().parseFromString(page, "text/html");
const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();
const textOf = (element: Element | null) => inOneLine(element?.textContent ?? "");

async function read(response: Response | Promise<Response>): Promise<Document> {
  return parse(await (await response).text());
}

const styles = createPageStyles();
const options: PagesOptions = {
  appName: "Acme Lending",
  apiUrl: "https://api.codat.io",
  styles,
  root: "/connect",
};

function invite(more: Partial<InviteRecord> = {}): InviteRecord {
  return {
    id: "a".repeat(22),
    companyId: "c",
    customer: { id: "acme", name: "Oak & Elm Ltd", userName: "Sam Patel" },
    kind: "connect",
    sourceType: "accounting",
    state: "prepared",
    createdAt: 0,
    changedAt: 0,
    expiresAt: Date.UTC(2026, 11, 6),
    version: 1,
    ...more,
  };
}

const request = (lang = "en-GB") => new Request(`${origin}/connect/x?lang=${lang}`);
const pageOf = (one: InviteRecord, lang?: string, more: Partial<PagesOptions> = {}) =>
  read(createPages({ ...options, ...more })(request(lang)).invite(one, "/connect/token"));

describe("the colleague's page", () => {
  it("says who asks, leads on, says how to be sure of it and what to know, in this order", async () => {
    const page = await pageOf(invite({ platformKey: "gbol", platformName: "Xero" }), undefined, {
      supportContact: "help@acme.example",
      privacyUrl: "/privacy",
    });
    expect(textOf(page.body)).toBe(
      [
        "Acme Lending",
        "Connect Xero for Oak & Elm Ltd",
        "Sam Patel, signed in to Acme Lending, asks you to connect Oak & Elm Ltd’s Xero.",
        "If you see several organisations, choose Oak & Elm Ltd.",
        "Continue to Codat",
        "Opens link.codat.io. Codat is the service that Acme Lending uses to connect. This page never asks for a password.",
        "Not expecting this?",
        "Call Sam Patel on a number you already have. Opening this page has connected nothing.",
        "I’m not the right person",
        "Acme Lending and Codat can access Oak & Elm Ltd’s Xero data as a whole, until access is revoked.",
        "Before you continue",
        "You need admin-level access in Xero.",
        "Codat may offer other systems too; connect only Xero.",
        "Access is ongoing until it is revoked. Ask Acme Lending to disconnect it, or revoke it in the software where that is offered.",
        "Codat keeps the data it has read until the connection is deleted. Disconnecting stops new reading; it does not delete that data.",
        "Connecting doesn’t set how Acme Lending uses the data or what copies it keeps.",
        "Acme Lending didn’t send you this message; its customers send these themselves.",
        "Works until 6 December 2026.",
        "Questions: help@acme.example",
        "Privacy at Acme Lending",
        namedPageLanguages.map(({ name }) => name).join(" "),
      ].join(" "),
    );
    expect(page.querySelector(".choose bdi")?.textContent).toBe("Oak & Elm Ltd");
    expect([...page.forms].map((form) => [form.method, form.getAttribute("action")])).toEqual([
      ["post", "/connect/token?lang=en-GB"],
    ]);
    expect(page.querySelector(".decline")?.getAttribute("href")).toBe("/connect/token/decline?lang=en-GB");
  });

  it("asks once more before it declines, and leads back", async () => {
    const pages = createPages(options)(request());
    const page = await read(pages.declining(invite(), "/connect/token"));
    expect(textOf(page.querySelector("main"))).toBe(
      [
        "Tell Sam Patel that you can’t do this?",
        "Tells Sam Patel only that you can’t do this. The link then stops working for everybody.",
        "Say that I can’t do this",
        "Go back",
      ].join(" "),
    );
    expect([...page.forms].map((form) => [form.method, form.getAttribute("action")])).toEqual([
      ["post", "/connect/token/decline?lang=en-GB"],
    ]);
    expect(page.querySelector("main a")?.getAttribute("href")).toBe("/connect/token?lang=en-GB");
  });

  it.each<[string, Partial<InviteRecord>, boolean, boolean]>([
    ["no platform", {}, true, false],
    ["no platform of a bank", { sourceType: "banking" }, false, false],
    ["a platform that takes an administrator", { platformKey: "qhyg" }, true, false],
    ["a platform of which nothing else is known", { platformKey: "gbol" }, true, false],
    ["a platform nobody knows", { platformKey: "abcd", platformName: "Ledger" }, true, false],
    ["software that is installed", { platformKey: "pqsw" }, true, true],
  ])("says what %s takes", async (_, more, admin, installed) => {
    const text = textOf((await pageOf(invite(more))).querySelector("main"));
    expect([text.includes("admin-level access"), text.includes("Windows computer")]).toEqual([
      admin,
      installed,
    ]);
  });

  it("for the customer's own other device says only that", async () => {
    const page = await pageOf(invite({ kind: "self" }));
    expect(textOf(page.querySelector("h1 + p"))).toBe(
      "Sam Patel made this link for another device. If you see several organisations, choose Oak & Elm Ltd.",
    );
    expect([page.forms.length, page.querySelector("h2, .decline")]).toEqual([1, null]);
  });

  it("names where a fake Codat leads, and Codat's own host else", async () => {
    const hint = async (more: Partial<PagesOptions>) =>
      textOf((await pageOf(invite(), undefined, more)).querySelector(".hint bdi"));
    const linkHosts = ["localhost:4310"];
    expect(await hint({ apiUrl: "http://localhost:4310", linkHosts })).toBe("localhost:4310");
    expect(await hint({ linkHosts })).toBe("link.codat.io");
  });

  it("shows the host's logo", async () => {
    const page = await pageOf(invite(), undefined, { invites: { logo: "/logo.svg" } });
    expect(page.querySelector("header img")?.outerHTML).toBe(
      '<img src="/logo.svg" alt="Acme Lending" referrerpolicy="no-referrer">',
    );
  });

  it.each([
    ["help@acme.example", "mailto:help@acme.example"],
    ["https://help.acme.example", "https://help.acme.example"],
    ["+44 (0)20 7946-0018", "tel:+4402079460018"],
    ["ask at the desk", undefined],
  ])("leads to %s", async (supportContact, href) => {
    const footer = (await pageOf(invite(), undefined, { supportContact })).querySelector("footer");
    expect(textOf(footer)).toBe(`Questions: ${supportContact}`);
    expect(footer?.querySelector("a")?.getAttribute("href")).toBe(href);
  });
});

describe("a mark over the heading", () => {
  const marked = async (response: Response) =>
    (await read(response)).querySelector("svg.mark + h1")?.previousElementSibling?.getAttribute("class");

  it("says by a shape and a tone how things stand, and to nobody who hears the page", async () => {
    const pages = createPages(options)(request());
    const endedBy = (state: InviteRecord["state"]) => pages.invite(invite({ state }), "/connect/token");
    const table: [string, Response][] = [
      ["mark good", endedBy("connected")],
      ["mark good", pages.returned("connected", invite({ state: "connected" }))],
      ["mark calm", pages.returned("connected", invite())],
      ["mark calm", pages.returned("cancelled")],
      ["mark calm", endedBy("declined")],
      ["mark calm", endedBy("cancelled")],
      ["mark calm", pages.declined(invite({ state: "declined" }))],
      ["mark calm", pages.signedOut()],
      ["mark bad", pages.returned("failed")],
      ["mark bad", endedBy("expired")],
      ["mark bad", pages.unknown()],
      ["mark bad", pages.cannotOpen(503)],
    ];
    for (const [mark, response] of table) {
      const page = await read(response.clone());
      expect.soft(await marked(response), textOf(page.querySelector("h1"))).toBe(mark);
      expect(page.querySelector("svg")?.getAttribute("aria-hidden")).toBe("true");
    }
  });

  it("stands on no page that asks something", async () => {
    const pages = createPages(options)(request());
    const asking = [pages.invite(invite(), "/connect/token"), pages.declining(invite(), "/connect/token")];
    for (const response of asking) expect(await marked(response)).toBeUndefined();
  });
});

describe("the stylesheet", () => {
  const declared = (css: string, name: string) =>
    [...css.matchAll(new RegExp(`--${name}: ([^;]+);`, "g"))].map(([, value]) => value);

  it("has what follows from the host's colour, in light and dark", () => {
    const { css, name } = createPageStyles({
      colors: { accent: "#0a6b4f", dark: { accent: "rebeccapurple" } },
    });
    expect(declared(css, "accent")).toEqual(["#0a6b4f", "#663399"]);
    expect(declared(css, "on-accent")).toEqual(["#ffffff", "#ffffff"]);
    expect(declared(css, "link")).toEqual(["#0a6b4f", brandOf("rebeccapurple")?.onDark]);
    expect(name).not.toBe(styles.name);
  });

  it.each<[string, InviteColors, (string | undefined)[], (string | undefined)[]]>([
    ["no colour", {}, ["#17509e", "#9cc3fb"], ["#ffffff", "#000000"]],
    ["one colour", { accent: "gold" }, ["#ffd700", "#ffd700"], ["#000000", "#000000"]],
    [
      "one that is not opaque",
      { accent: "rgb(255 0 0 / 20%)" },
      ["#ff0000", "#ff0000"],
      ["#000000", "#000000"],
    ],
    [
      "the host's own text on it",
      { accent: "red", onAccent: "White" },
      ["#ff0000", "#ff0000"],
      ["#ffffff", "#ffffff"],
    ],
    ["only that", { onAccent: "#ffe" }, ["#17509e", "#17509e"], ["#ffffee", "#ffffee"]],
    [
      "another by night",
      { accent: "navy", onAccent: "#ffe", dark: { accent: "aqua" } },
      ["#000080", "#00ffff"],
      ["#ffffee", "#000000"],
    ],
    [
      "another text by night",
      { accent: "red", dark: { onAccent: "#fff" } },
      ["#ff0000", "#ff0000"],
      ["#000000", "#ffffff"],
    ],
  ])("with %s has a pair for light and one for dark", (_, colors, accents, texts) => {
    const { css } = createPageStyles({ colors });
    expect([declared(css, "accent"), declared(css, "on-accent")]).toEqual([accents, texts]);
  });

  it("has the host's font and radius", () => {
    const look = { font: '"Acme Sans", sans-serif', radius: "4px" };
    const { css } = createPageStyles(look);
    expect([declared(css, "font"), declared(css, "radius")]).toEqual([['"Acme Sans", sans-serif'], ["4px"]]);
    expect(css).not.toContain("@font-face");
    expect(createPageStyles({ ...look, fontFile: "/acme.woff2" }).css).toContain(
      '@font-face { font-family: "Acme Sans"; src: url("/acme.woff2"); ',
    );
  });

  it("has one rule for every language that needs one, and nothing else of a language", () => {
    const rules = [...styles.css.matchAll(/body:lang\((.+?)\) \{ (.+?); \}\n/g)];
    expect(styles.css.split(":lang(")).toHaveLength(rules.length + 1);
    const declarations = Object.fromEntries(rules.map(([, locale, declared]) => [locale, declared]));
    expect(declarations["de"]).toBe("hyphens: auto; hyphenate-limit-chars: 14 5 5");
    const needed = pageLanguages.filter(({ typography }) => Object.keys(typography).length > 0);
    expect(Object.keys(declarations)).toEqual(needed.map(({ locale }) => locale));
  });
});

const sourceTypes: readonly SourceType[] = ["accounting", "banking", "commerce"];
const bools = [true, false];

/** Every invite there may be, by what is known of it. */
const invites = sourceTypes.flatMap((sourceType) =>
  (["connect", "reconnect", "self"] as const).flatMap((kind) =>
    bools.flatMap((platform) =>
      bools.flatMap((business) =>
        bools.map((inviter) =>
          invite({
            sourceType,
            kind,
            platformName: platform ? "Xero" : undefined,
            customer: {
              id: "acme",
              name: business ? "Oak & Elm Ltd" : undefined,
              userName: inviter ? "Sam Patel" : undefined,
            },
          }),
        ),
      ),
    ),
  ),
);

describe.each(pageLanguages.map((words) => [words.locale, words] as const))(
  "every page in %s",
  (locale, words) => {
    function responses(): Response[] {
      const pages = createPages(options)(request(locale));
      const others = createPages({
        ...options,
        supportContact: "https://help.example",
        privacyUrl: "/privacy",
        invites: { logo: "/logo.svg" },
      })(request(locale));
      const states = (["connected", "declined", "expired", "cancelled"] as const).map((state) =>
        invite({ state }),
      );
      const outcomes = ["connected", "unchanged", "cancelled", "failed", "unsupported"] as const;
      return [
        ...[...invites, ...states].map((one) => pages.invite(one, "/connect/token")),
        ...invites.map((one) => pages.declined(one)),
        ...invites.map((one) => pages.declining(one, "/connect/token")),
        ...invites.map((one) => pages.returned("connected", { ...one, state: "connected" })),
        ...outcomes.flatMap((outcome) => [pages.returned(outcome), pages.returned(outcome, invite())]),
        ...[pages, others].flatMap((all) => [all.cannotOpen(503), all.signedOut(), all.unknown()]),
        others.invite(invite(), "/connect/token"),
      ];
    }

    it("is a whole page with no hole left, and a tree as it is written", async () => {
      const sources = new Set(await Promise.all(responses().map((response) => response.text())));
      expect(sources.size).toBeGreaterThan(75);
      for (const source of sources) {
        const page = parse(source);
        const elements = [...page.getElementsByTagName("*")];
        expect([page.documentElement.lang, page.documentElement.dir]).toEqual([words.locale, words.dir]);
        expect(source).not.toMatch(/[{}]|undefined|null|\[object|<script|\son\w+=|style=/);
        // What the parser had to mend would show in another order, or as more.
        const written = [...source.matchAll(/<([a-z]\w*)/g)].map(([, name]) => name);
        expect(elements.map(({ localName }) => localName)).toEqual(written);
        expect(written.filter((name) => name === "h1" || name === "main")).toEqual(["main", "h1"]);
        const [heading = null] = page.getElementsByTagName("h1");
        expect(inOneLine(page.title).replaceAll(/[\u2068\u2069]/g, "")).toBe(
          `${textOf(heading)} · Acme Lending`,
        );
        const said = elements.filter(({ localName }) => /^(h1|h2|p|li|a|button|summary)$/.test(localName));
        expect(said.filter((one) => textOf(one) === "")).toEqual([]);
        for (const link of page.getElementsByTagName("a")) {
          expect(link.rel === "noreferrer" || link.protocol === "mailto:").toBe(true);
        }
      }
    });

    it("sets every name apart", async () => {
      const page = await pageOf(invite({ platformName: "Xero" }), locale);
      for (const name of ["Oak & Elm Ltd", "Sam Patel", "Xero", "Acme Lending"]) {
        const outside = parse(page.body.innerHTML);
        for (const one of outside.querySelectorAll("bdi, nav")) one.remove();
        expect(outside.body.textContent).not.toContain(name);
      }
    });
  },
);

describe("names", () => {
  it.each([
    ["with markup", '<img src=x onerror="alert(1)"></title><script>alert(1)</script>&amp;'],
    ["with quotes", `"' onmouseover='alert(1)`],
    ["that turn the words around", "\u202eLtd mlE & kaO\u2066\u200f"],
    ["of ten thousand characters", "x".repeat(10_000)],
    ["of lines", "Oak\r\n\r\nSet-Cookie: a=b\u2028"],
    ["with holes", "{app} {inviter} $& $1"],
  ])("%s are inert", async (_, name) => {
    const test = colleagueTest({
      appName: `App ${name}`,
      authenticate: () => ({ id: "acme", name, user: { id: "u", name } }),
    });
    const { path } = await test.invite();
    for (const { locale } of pageLanguages) {
      const page = await read(test.open(`${path}?lang=${locale}`));
      const shown = [...page.querySelectorAll("bdi")].map(({ textContent }) => textContent);
      expect(shown).toContain(plainName(name));
      // And nothing beside but where it leads and until when.
      const names = [plainName(name), plainName(`App ${name}`)];
      const others = shown.filter((text) => !names.includes(text ?? ""));
      expect(others).toEqual(["127.0.0.1:4310", expect.stringMatching(/2026|٢٠٢٦/)]);
      expect(page.querySelectorAll("img, script, [onerror], [onmouseover]")).toHaveLength(0);
    }
  });
});

describe("a name that leads elsewhere", () => {
  const lure = "URGENT: call 0800 123 4567";
  const lured = invite({ customer: { id: "acme", name: "Verify at acme-secure.com", userName: lure } });
  const all = async (names?: "verified") => {
    const pages = createPages({ ...options, invites: { names } })(request());
    const answers = [
      pages.invite(lured, "/connect/token"),
      pages.declining(lured, "/connect/token"),
      pages.declined(lured),
      pages.returned("connected", { ...lured, state: "connected" }),
    ];
    return (await Promise.all(answers.map((answer) => answer.text()))).map(parse);
  };

  it("is left out of every page, whose sentences do without", async () => {
    const pages = await all();
    for (const page of pages) expect(page.documentElement.textContent).not.toMatch(/0800|acme-secure/);
    const [first] = pages;
    expect(textOf(first?.querySelector("h1 + p") ?? null)).toBe(
      "A customer of Acme Lending asks you to connect their accounting software.",
    );
  });

  it("is shown where the host has verified it, and is no link", async () => {
    const pages = await all("verified");
    for (const page of pages) {
      expect(page.body.textContent).toContain("0800 123 4567");
      const links = [...page.getElementsByTagName("a")].map(({ textContent }) => textContent);
      expect(links.filter((text) => /0800|acme-secure/.test(text ?? ""))).toEqual([]);
      // Else phones make links of numbers and addresses by themselves.
      const detection = page.querySelector('meta[name="format-detection"]')?.getAttribute("content");
      expect(detection).toBe("telephone=no, address=no, email=no");
    }
  });
});

describe("the language", () => {
  let test: ColleagueTest;
  const langOf = async (path: string, accept?: string) =>
    (await read(test.open(path, { headers: accept ? { "accept-language": accept } : {} }))).documentElement
      .lang;

  beforeEach(() => {
    test = colleagueTest();
  });

  it("is the one asked for, else the invite's, else the browser's, else English", async () => {
    const plain = await test.invite();
    const german = await test.invite({ kind: "reconnect", locale: "de" });
    const table: [string, string | undefined, string][] = [
      [plain.path, undefined, "en-GB"],
      [plain.path, "zh-CN, tlh;q=0.9", "en-GB"],
      [plain.path, "en;q=0.2, ja;q=0.8, de;q=0", "ja"],
      [plain.path, "fr", "fr"],
      [plain.path, "fr-FR", "fr"],
      [plain.path, "fr-CH, de;q=0.9", "fr"],
      [plain.path, "fr-ca", "fr-CA"],
      [plain.path, "en-US", "en-US"],
      [plain.path, "en-IE", "en-GB"],
      [plain.path, "en", "en-GB"],
      [plain.path, "de-AT", "de"],
      [plain.path, "ja-Latn, de;q=0.9", "de"],
      [plain.path, "*", "en-GB"],
      [german.path, "ja", "de"],
      [`${german.path}?lang=ar`, "ja", "ar"],
      [`${german.path}?lang=AR-eg`, "ja", "ar"],
      [`${german.path}?lang=__proto__`, "ja", "de"],
      ["/connect/x?lang=ja", "de", "ja"],
      ["/connect/x", "de", "de"],
    ];
    for (const [path, accept, lang] of table)
      expect([path, accept, await langOf(path, accept)]).toEqual([path, accept, lang]);
  });

  it("can be changed by links that hold nothing of the address, and stays after a press", async () => {
    const { path } = await test.invite();
    const page = await read(test.open(`${path}?lang=de`));
    const links = [...page.querySelectorAll("nav a")].map((link) => link.getAttribute("href"));
    const others = namedPageLanguages.filter(({ locale }) => locale !== "de");
    expect(links).toEqual(others.map(({ locale }) => `?lang=${locale}`));
    expect(links).toEqual(expect.arrayContaining(["?lang=en-GB", "?lang=fr", "?lang=fr-CA"]));
    expect(links).not.toContain("?lang=en-US");
    expect(page.querySelector("nav [aria-current]")?.textContent).toBe("Deutsch");
    const go = page.forms[0]?.getAttribute("action") ?? "";
    const decline = page.querySelector(".decline")?.getAttribute("href") ?? "";
    const asking = await read(test.open(decline));
    const declineForSure = asking.forms[0]?.getAttribute("action") ?? "";
    expect(asking.documentElement.lang).toBe("de");
    test.fake.fault({ path: /./, status: 402 });
    for (const action of [go, declineForSure]) {
      expect((await read(test.press(action))).documentElement.lang).toBe("de");
    }
    for (const address of [path, `${path}/decline`]) expect(await langOf(`${address}?lang=ja`)).toBe("ja");
  });

  it("is the browser's on the pages of the way to Codat and back", async () => {
    const headers = { "accept-language": "ar" };
    for (const route of ["GET /go?use=connect&sourceType=accounting", "GET /return?statuscode=200"]) {
      expect((await read(test.ask(route, { as: null, headers }))).documentElement.dir).toBe("rtl");
    }
  });
});

describe("the headers", () => {
  const headers = (formAction: string) => ({
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src 'self' data:; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
    "content-type": "text/html; charset=utf-8",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex",
  });

  it("are the same on every page", async () => {
    const test = colleagueTest();
    const { path } = await test.invite();
    const answers = [
      await test.open(path),
      await test.open(path, { method: "HEAD" }),
      await test.open("/connect/x"),
      await test.open(`${path}/decline`),
      await test.press(path, { "sec-fetch-site": "cross-site" }),
      await test.press(`${path}/decline`),
      await test.press(path),
      await test.ask("GET /return", { as: null }),
      await test.ask("GET /go?sourceType=accounting", { as: null }),
    ];
    for (const answer of answers) {
      expect(Object.fromEntries(answer.headers)).toEqual(headers("'self' https: http://127.0.0.1:4310"));
    }
  });

  it.each([
    [undefined, "'self' https:"],
    [["link.acme.example"], "'self' https:"],
    [
      ["localhost:4310", "127.0.0.1", "127.evil.example", "[::1]:80"],
      "'self' https: http://localhost:4310 http://127.0.0.1 http://[::1]:80",
    ],
  ])("let a form lead to %j", (linkHosts, formAction) => {
    const page = createPages({ ...options, linkHosts })(request()).unknown();
    expect(page.headers.get("content-security-policy")).toBe(headers(formAction)["content-security-policy"]);
  });

  it("let a font of the host load, and no other", () => {
    const page = createPages({ ...options, invites: { fontFile: "/acme.woff2" } })(request()).unknown();
    expect(page.headers.get("content-security-policy")).toContain("; font-src 'self' data:; ");
  });

  it("let the stylesheet be kept, and nothing of a page's address go with it", async () => {
    const test = colleagueTest();
    const page = await read(test.open((await test.invite()).path));
    const link = page.querySelector('link[rel="stylesheet"]');
    expect(link?.getAttribute("referrerpolicy")).toBe("no-referrer");
    const address = link?.getAttribute("href") ?? "";
    expect(address).toMatch(/^\/connect\/style-[\da-f]{16}\.css$/);
    const response = await test.open(address);
    expect([response.status, Object.fromEntries(response.headers)]).toEqual([
      200,
      {
        "cache-control": "public, max-age=31536000, immutable",
        "content-type": "text/css; charset=utf-8",
        "x-content-type-options": "nosniff",
      },
    ]);
    expect(await response.text()).toContain("prefers-color-scheme: dark");
  });
});
