import { createHash } from "node:crypto";
import type { Route } from "../http/router.js";
import type { InviteColors } from "../options/options.js";
import { pageLanguages } from "./pageLanguages.js";
import type { PageMessages } from "./pageMessages.js";

/** The stylesheet of every page. Its name is made from its content, so browsers may keep it for ever. */
export interface PageStyles {
  name: string;
  css: string;
}

export function createPageStyles(colors: InviteColors = {}): PageStyles {
  const css = `${palette(colors)}${rules}${pageLanguages.map(typographyRule).join("")}`;
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
  return { path: `${root}/${name}`, absolute: true, methods: { GET: answer, HEAD: answer } };
}

/** A colour of the host holds for dark pages too: our own beside it would not be the host's brand. */
function palette({ accent, onAccent, dark = {} }: InviteColors): string {
  const isBranded = accent !== undefined || onAccent !== undefined;
  const light = { accent: accent ?? "#17509e", onAccent: onAccent ?? "#fff" };
  const darkDefault = isBranded ? light : { accent: "#9cc3fb", onAccent: "#0c1119" };
  return `:root { color-scheme: light dark; --page: #f4f6f9; --card: #fff; --line: #d6dde5; --text: #141b26;
  --muted: #4b596b; --link: #17509e; --accent: ${light.accent}; --on-accent: ${light.onAccent}; }
@media (prefers-color-scheme: dark) {
  :root { --page: #0c1119; --card: #141b26; --line: #3b4859; --text: #eaeef3; --muted: #b4bfcc; --link: #9cc3fb;
    --accent: ${dark.accent ?? darkDefault.accent}; --on-accent: ${dark.onAccent ?? darkDefault.onAccent}; }
}
`;
}

function typographyRule({ locale, typography }: PageMessages): string {
  const declarations = Object.entries(typography).map(([property, value]) => `${property}: ${value};`);
  return declarations.length > 0 ? `body:lang(${locale}) { ${declarations.join(" ")} }\n` : "";
}

const rules = `* { box-sizing: border-box; margin: 0; }
body { max-width: 38rem; margin: 0 auto; padding: clamp(1rem, 6vh, 4rem) min(5%, 1.5rem) 2rem;
  background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
bdi { hyphens: none; }
header { padding-inline: min(5%, 2rem); color: var(--muted); font-weight: 600; }
header img { display: block; max-width: 60%; height: 2.25rem; object-fit: contain; object-position: 0 50%; }
[dir="rtl"] header img { object-position: 100% 50%; }
@media (prefers-color-scheme: dark) { header img { padding: 0.25rem 0.5rem; border-radius: 0.375rem; background: #fff; } }
main { margin-block: 0.75rem; padding: 2rem min(5%, 2rem); border: 1px solid var(--line);
  border-block-start: 0.25rem solid var(--accent); border-radius: 0.5rem; background: var(--card); }
main > * + * { margin-block-start: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.3; text-wrap: balance; }
h1 bdi { display: inline-block; }
h1 + p { margin-block-start: 0.5rem; }
h2 { font-size: 1.0625rem; line-height: 1.4; }
main > h2 { margin-block-start: 1.75rem; }
main > h2 + * { margin-block-start: 0.5rem; }
ul { padding-inline-start: 1.25rem; }
li + li { margin-block-start: 0.5rem; }
.doubt { margin-block-start: 1.5rem; padding: 0.875rem 1rem; border-inline-start: 0.25rem solid var(--line);
  background: var(--page); border-radius: 0.25rem; }
.doubt h2 { margin-block-end: 0.25rem; font-size: 1rem; }
main > ul + ul { padding-block-start: 1rem; border-block-start: 1px solid var(--line); color: var(--muted);
  font-size: 0.9375rem; }
.choose bdi { font-weight: 600; }
.go { margin-block-start: 1.75rem; }
main > .hint { margin-block-start: 0.5rem; color: var(--muted); font-size: 0.9375rem; }
button { min-height: 3rem; padding: 0.625rem 1.5rem; border: 1px solid var(--accent); border-radius: 0.5rem;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { text-decoration: underline; text-underline-offset: 0.2em; }
main > details { margin-block: 1.5rem -1rem; padding-block: 0.5rem; border-block-start: 1px solid var(--line); }
details > * + * { margin-block-start: 0.5rem; }
summary { padding-block: 0.75rem; cursor: pointer; }
details form { margin-block: 1rem; }
details button { border-color: currentColor; background: none; color: var(--text); }
footer, nav { padding-inline: min(5%, 2rem); color: var(--muted); font-size: 0.9375rem; }
a { display: inline-block; padding-block: 0.75rem; color: var(--link); text-underline-offset: 0.2em; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.25rem; margin-block-start: 0.75rem; padding: 0.75rem 0 0;
  border-block-start: 1px solid var(--line); list-style: none; }
nav li + li { margin: 0; }
nav span { display: inline-block; padding-block: 0.75rem; color: var(--text); font-weight: 600; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 0.25rem; }
@media (max-width: 30rem) { button { width: 100%; } }
`;
