import { beforeEach, describe, expect, it } from "vitest";
import type { SourceType } from "../../../src/core/sourceType.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { namedPageLanguages, pageLanguages } from "../../../src/server/pages/pageLanguages.js";
import { createPages, type PagesOptions } from "../../../src/server/pages/pages.js";
import { type ColleagueTest, colleagueTest } from "../routes/colleagueTest.js";
import { inOneLine, invite, options, pageOf, parse, read, request, textOf } from "./pageTest.js";

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
        "Opens link.codat.io. Codat is the service that Acme Lending uses to connect. The page you are reading never asks for a password.",
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
