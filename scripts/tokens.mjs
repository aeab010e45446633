// Writes src/components/styles/tokens.css from tokens/*.tokens.json; --check only compares.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const root = new URL("../", import.meta.url);
const output = new URL("src/components/styles/tokens.css", root);
const alias = /^\{(.+)\}$/;

/** The tokens of a file by path, such as `color.accent`; a group hands its type down. */
export function readTokens(name) {
  const tokens = new Map();
  const walk = (node, path, inherited) => {
    const type = node.$type ?? inherited;
    if ("$value" in node) tokens.set(path.join("."), { type, value: node.$value });
    else for (const key of Object.keys(node)) if (key[0] !== "$") walk(node[key], [...path, key], type);
  };
  walk(JSON.parse(readFileSync(new URL(`tokens/${name}.tokens.json`, root), "utf8")), []);
  return tokens;
}

/** Every token of a theme by path, as a CSS value: `#17509e`, `0.5rem`. */
export function resolveTheme(theme) {
  const semantic = new Map([
    ...readTokens("semantic"),
    ...(theme === "dark" ? readTokens("semantic.dark") : []),
  ]);
  const all = new Map([...readTokens("base"), ...semantic, ...readTokens("component")]);
  const resolve = (path, seen = []) => {
    const token = all.get(path);
    if (!token || seen.includes(path)) throw new Error(`tokens: no value for ${[...seen, path].join(" → ")}`);
    const [, target] = alias.exec(token.value) ?? [];
    return target ? resolve(target, [...seen, path]) : cssValue(token);
  };
  return new Map([...all.keys()].map((path) => [path, resolve(path)]));
}

/** How CSS refers to a token; a component's own falls back to what it is an alias of. */
export function cssReference(path) {
  const [, target] = alias.exec(readTokens("component").get(path)?.value) ?? [];
  return target ? `var(${customProperty(path)}, ${cssReference(target)})` : `var(${privateProperty(path)})`;
}

export function customProperty(path) {
  return `--co-${path.replaceAll(".", "-")}`;
}

function cssValue({ type, value }) {
  if (type === "color") return value.hex;
  if (type === "dimension") return `${value.value}${value.unit}`;
  throw new Error(`tokens: ${type} is a type this script does not write`);
}

/** What follows from others where the host gives nothing: see brand.css. */
const derived = ["color.accent-strong", "color.on-accent", "color.focus"];

/** What stands behind a tone is that tone on the surface, so that it suits a host's surface too. */
const tinted = /^color\.(info|positive|negative|neutral)-surface$/;
const tint = "9%";

/** What every size is a share of. */
const body = "text.body";

/** What a token is where the host sets nothing, for people to read. */
export function usualValue(path) {
  const [, followed] = alias.exec(readTokens("component").get(path)?.value) ?? [];
  if (followed) return `as \`${customProperty(followed)}\``;
  if (derived.includes(path)) return "follows from the accent";
  const [, tone] = tinted.exec(path) ?? [];
  if (tone) return `${tint} of \`${customProperty(`color.${tone}`)}\` on the surface`;
  const values = ["light", "dark"].map((theme) => resolveTheme(theme).get(path));
  const [size] = values;
  if (path === body) return `\`${size}\`, at least \`16px\``;
  const share = `${Number.parseFloat(size)} × \`${customProperty(body)}\``;
  if (size.endsWith("rem")) return path.startsWith("space.") ? `${share} × \`--co-density\`` : share;
  return [...new Set(values)].map((value) => `\`${value}\``).join(", dark ");
}

function css() {
  const [light, dark] = [resolveTheme("light"), resolveTheme("dark")];
  const names = [...readTokens("semantic").keys()].filter((path) => !derived.includes(path) && path !== body);
  const usual = (path) => {
    const [, tone] = tinted.exec(path) ?? [];
    if (tone)
      return `color-mix(in srgb, var(${privateProperty(tone)}) ${tint}, var(${privateProperty("surface")}))`;
    const [one, other] = [light.get(path), dark.get(path)];
    return path.startsWith("color.")
      ? `var(${privateProperty("light")}, ${one}) var(${privateProperty("dark")}, ${other})`
      : sizeOf(path, one);
  };
  const size = `${privateProperty("size")}: var(${customProperty(body)}, max(${light.get(body)}, 16px));`;
  const rule = (selector, lines) => `${selector} {\n${indent(lines.join("\n"))}\n}`;
  const theme = (name) => [
    `--co-scheme: ${name};`,
    ...["light", "dark"].map((one) => `${privateProperty(one)}: ${one === name ? "initial" : ""};`),
  ];
  return `/* Made by scripts/tokens.mjs of tokens/*.tokens.json. */\n/* biome-ignore-all format: it is made. */\n${[
    // Not light-dark(): bundlers write that out by the page's colour scheme, which is not ours.
    "/* The fallback of the one is used, and the other is nothing. */",
    rule(':where(:root, :host, [data-co-theme="light"])', theme("light")),
    rule("@media (prefers-color-scheme: dark)", [
      rule(":where(:root:not([data-co-theme]), :host)", theme("dark")),
    ]),
    rule(':where([data-co-theme="dark"])', theme("dark")),
    "/* Worked out on the parts, so that what is set on any element around them is followed. */",
    rule(parts, [
      "color-scheme: var(--co-scheme);",
      size,
      `${privateProperty("space")}: calc(var(${privateProperty("size")}) * var(--co-density, 1));`,
      ...names.map((path) => `${privateProperty(path)}: var(${customProperty(path)}, ${usual(path)});`),
    ]),
  ].join("\n")}\n`;
}

/** The text to copy stands beside its part. */
const parts = ':where([class^="co-"], [class^="co-"] + textarea)';

/** What a part works out for itself: a host's token, or what is usual. */
function privateProperty(path) {
  return `--_co-${path.replace(/^color\./, "").replaceAll(".", "-")}`;
}

/** A share of the text's size; what is pressed keeps its 44 px (WCAG 2.5.5). */
function sizeOf(path, value) {
  if (!value.endsWith("rem")) return value;
  const whole = privateProperty(path.startsWith("space.") ? "space" : "size");
  const share = `calc(var(${whole}) * ${Number.parseFloat(value)})`;
  return path === "size.target" ? `max(${share}, 44px)` : share;
}

function indent(text) {
  return text.replaceAll(/^/gm, "  ");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!process.argv.includes("--check")) writeFileSync(output, css());
  else if (readFileSync(output, "utf8") !== css()) {
    console.error("tokens: src/components/styles/tokens.css is stale. Run `node scripts/tokens.mjs`.");
    process.exit(1);
  }
}
