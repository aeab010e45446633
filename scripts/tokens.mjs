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
  return `var(${customProperty(path)}${target ? `, ${cssReference(target)}` : ""})`;
}

export function customProperty(path) {
  return `--co-${path.replaceAll(".", "-")}`;
}

function cssValue({ type, value }) {
  if (type === "color") return value.hex;
  if (type === "dimension") return `${value.value}${value.unit}`;
  throw new Error(`tokens: ${type} is a type this script does not write`);
}

function css() {
  const block = (theme, names) => {
    const values = resolveTheme(theme);
    const lines = [...names].map((path) => `${customProperty(path)}: ${values.get(path)};`);
    return [`--co-scheme: ${theme};`, ...lines].join("\n");
  };
  const light = block("light", readTokens("semantic").keys());
  const dark = block("dark", readTokens("semantic.dark").keys());
  const rule = (selector, body) => `${selector} {\n${indent(body)}\n}`;
  return `/* Made by scripts/tokens.mjs of tokens/*.tokens.json. */\n${rule(
    "@layer codat-onboarding",
    [
      rule(':where(:root, [data-co-theme="light"])', light),
      rule("@media (prefers-color-scheme: dark)", rule(":where(:root:not([data-co-theme]))", dark)),
      rule(':where([data-co-theme="dark"])', dark),
    ].join("\n"),
  )}\n`;
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
