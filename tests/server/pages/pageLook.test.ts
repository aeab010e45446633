import { describe, expect, it } from "vitest";
import { brandOf } from "../../../src/core/brand.js";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import type { InviteColors } from "../../../src/server/options/options.js";
import { pageLanguages } from "../../../src/server/pages/pageLanguages.js";
import { createPageStyles } from "../../../src/server/pages/pageStyles.js";
import { createPages } from "../../../src/server/pages/pages.js";
import { invite, options, read, request, styles, textOf } from "./pageTest.js";

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
