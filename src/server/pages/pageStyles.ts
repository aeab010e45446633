import { createHash } from "node:crypto";
import { type Brand, brandOf } from "../../core/brand.js";
import { hexOf, readColor } from "../../core/color.js";
import type { Route } from "../http/router.js";
import type { DurableInviteOptions } from "../options/options.js";
import { pageLanguages } from "./pageLanguages.js";
import type { PageMessages } from "./pageMessages.js";

/** The stylesheet of every page. Its name is made from its content, so browsers may keep it for ever. */
export interface PageStyles {
  name: string;
  css: string;
}

/** What a host says of the pages' look. */
export type PageLook = Pick<DurableInviteOptions, "colors" | "font" | "fontFile" | "radius">;

export function createPageStyles(look: PageLook = {}): PageStyles {
  const css = `${fontFace(look)}${variables(look)}${rules}${pageLanguages.map(typographyRule).join("")}`;
  return { name: `style-${createHash("sha256").update(css).digest("hex").slice(0, 16)}.css`, css };
}

/** Serves the stylesheet below a path. */
export function pageStylesRoute({ name, css }: PageStyles, root: string): Route {
  const answer = async () =>
    new Response(css, {
      headers: {
        "cache-control": "public, max-age=31536000, immutable",
        "content-type": "text/css; charset=utf-8",
        "x-content-type-options": "nosniff",
      },
    });
  return { path: `${root}/${name}`, absolute: true, name: "styles", methods: { GET: answer, HEAD: answer } };
}

function variables({ colors = {}, font = "system-ui, sans-serif", radius = "0.5rem" }: PageLook): string {
  const { accent, onAccent, dark = {} } = colors;
  const isBranded = accent !== undefined || onAccent !== undefined;
  // A colour of the host holds for dark pages too: our own beside it would not be the host's brand.
  const inDark = {
    accent: isBranded ? accent : "#9cc3fb",
    onAccent: dark.accent ? undefined : onAccent,
    ...dark,
  };
  return `:root { color-scheme: light dark; --font: ${font}; --radius: ${radius};
  --page: #f4f6f9; --card: #fff; --line: #d6dde5; --text: #141b26; --muted: #4b596b; --sunken: #f4f6f9;
  --good: #11653a; --on-good: #e9f6ee; --bad: #a8281f; --on-bad: #fdeeec;
  ${brandVariables({ accent, onAccent }, "onLight")} }
@media (prefers-color-scheme: dark) {
  :root { --page: #0c1119; --card: #141b26; --line: #3b4859; --text: #eaeef3; --muted: #b4bfcc; --sunken: #1c2532;
    --good: #7fd6a3; --on-good: #12301f; --bad: #ffaaa2; --on-bad: #3d1a18;
    ${brandVariables(inDark, "onDark")} }
}
`;
}

/** The host's own text on the accent outranks the one that follows from it. */
function brandVariables(
  { accent, onAccent }: { accent?: string | undefined; onAccent?: string | undefined },
  surface: "onLight" | "onDark",
): string {
  const brand = brandOf(accent ?? "#17509e") as Brand;
  const given = onAccent && readColor(onAccent);
  return `--accent: ${brand.fill}; --on-accent: ${given ? hexOf(given.rgb) : brand.onFill};
  --accent-hover: ${brand.hover}; --accent-active: ${brand.active}; --link: ${brand[surface]};`;
}

/** A font of the host's origin, or in the sheet itself, under the name of the first family. */
function fontFace({ font, fontFile }: PageLook): string {
  const [family] = font?.split(",") ?? [];
  return family && fontFile
    ? `@font-face { font-family: ${family}; src: url("${fontFile}"); font-weight: 100 900; font-display: swap; }\n`
    : "";
}

function typographyRule({ locale, typography }: PageMessages): string {
  const declarations = Object.entries(typography).map(([property, value]) => `${property}: ${value};`);
  return declarations.length > 0 ? `body:lang(${locale}) { ${declarations.join(" ")} }\n` : "";
}

const rules = `* { box-sizing: border-box; margin: 0; }
body { display: flow-root; max-width: 30rem; margin: 0 auto; padding-block-end: 2rem; background: var(--page);
  color: var(--text); font: 1rem/1.5 var(--font); overflow-wrap: anywhere; }
bdi { hyphens: none; }
header { padding: 1.25rem; font-weight: 700; }
header img { display: block; max-width: 60%; height: 2.25rem; object-fit: contain; object-position: 0 50%; }
[dir="rtl"] header img { object-position: 100% 50%; }
@media (prefers-color-scheme: dark) { header img { padding: 0.25rem 0.5rem; border-radius: 0.375rem; background: #fff; } }
main { padding: 1.25rem; border: solid var(--line); border-width: 1px 0; background: var(--card); }
main > * + *, section > * + * { margin-block-start: 1rem; }
.mark { display: block; width: 2.75rem; height: 2.75rem; padding: 0.625rem; border-radius: 50%; background: var(--sunken);
  color: var(--muted); }
.good { background: var(--on-good); color: var(--good); }
.bad { background: var(--on-bad); color: var(--bad); }
svg { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
h1 { font-size: 1.5rem; line-height: 1.25; text-wrap: balance; }
h1 bdi { display: inline-block; }
h1 + p, h2 + p { margin-block-start: 0.5rem; }
h2 { font-size: 1rem; line-height: 1.5; }
.choose bdi { font-weight: 600; }
.hint { color: var(--muted); font-size: 0.9375rem; }
.go + .hint { margin-block-start: 0.5rem; }
section { padding-block-start: 1rem; border-block-start: 1px solid var(--line); }
section > p:has(a) { margin-block: 0.25rem -0.5rem; }
button, .button { display: block; width: 100%; min-height: 3rem; padding: 0.6875rem 1.25rem;
  border: 1px solid var(--link); border-radius: var(--radius); background: var(--accent); color: var(--on-accent);
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: var(--accent-hover); }
button:active, .button:active { background: var(--accent-active); }
.quiet { background: none; color: var(--link); }
.quiet:hover, .quiet:active { background: var(--sunken); }
details { margin-block: 0.25rem -0.5rem; }
section > details + p { margin-block-start: 1rem; }
summary { display: flex; align-items: center; gap: 0.5rem; min-height: 2.75rem; color: var(--link); font-size: 1rem;
  font-weight: 500; list-style: none; cursor: pointer; }
summary::-webkit-details-marker { display: none; }
summary svg { flex: none; width: 1.125em; height: 1.125em; }
[open] > summary svg { rotate: 180deg; }
ul { padding-inline-start: 1.25rem; }
li + li { margin-block-start: 0.5rem; }
details ul { padding-block-end: 0.5rem; }
footer, nav { padding-inline: 1.25rem; color: var(--muted); font-size: 0.9375rem; }
footer { padding-block-start: 0.75rem; }
a { display: inline-block; padding-block: 0.625rem; color: var(--link); text-underline-offset: 0.2em; }
a:hover { text-decoration-thickness: 2px; }
.decline, summary { text-underline-offset: 0.25em; }
.decline { font-weight: 500; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin-block-start: 0.5rem; padding: 0.5rem 0 0;
  border-block-start: 1px solid var(--line); list-style: none; }
nav li + li { margin: 0; }
nav span { display: inline-block; padding-block: 0.625rem; color: var(--text); font-weight: 600; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 0.25rem; }
button:focus-visible, .button:focus-visible { border-radius: var(--radius); }
@media (min-width: 32rem) {
  body { padding-block-start: clamp(0rem, 4vh, 3rem); }
  main { padding: 2rem; border-width: 1px; border-radius: min(1.5rem, 1.5 * var(--radius)); }
  header, footer, nav { padding-inline: 2rem; }
}
@media (forced-colors: active) { .mark { border: 1px solid; } button, .button { border-width: 2px; } }
`;
