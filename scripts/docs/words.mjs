// The reference of what is data: words and design tokens.
import { readdirSync, readFileSync } from "node:fs";
import { root } from "../setUp.mjs";
import { customProperty, readTokens, resolveTheme } from "../tokens.mjs";

const read = (path) => JSON.parse(readFileSync(`${root}${path}`, "utf8"));

/** Every English sentence, by the key that replaces it. */
export function messagesTables() {
  const sections = Object.entries(read("src/locales/en.json")).filter(
    ([, value]) => typeof value === "object",
  );
  return sections
    .map(([name, words]) => `## \`${name}\`\n\n| key | English |\n| --- | --- |\n${rows(words).join("\n")}`)
    .join("\n\n");
}

/** The languages that a mail can be written in. */
export function mailLanguages() {
  return readdirSync(`${root}src/locales/mail`)
    .filter((file) => file.endsWith(".json"))
    .map((file) => `- \`codat-onboarding/locales/mail/${file.replace(".json", "")}\`: ${nameOf(file)}`)
    .join("\n");
}

function nameOf(file) {
  return new Intl.DisplayNames("en", { type: "language" }).of(file.replace(".json", ""));
}

function rows(value, path = []) {
  if (typeof value === "string" || Array.isArray(value)) {
    const text = [value].flat().join(" / ").replaceAll("|", "\\|").replaceAll("\n", " ");
    return [`| \`${path.join(".")}\` | ${text.replaceAll("<", "\\<")} |`];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === "boolean" ? [] : rows(inner, [...path, key]),
  );
}

/** The custom properties of a file of tokens, in both themes. */
export function tokensTable(file) {
  const [light, dark] = [resolveTheme("light"), resolveTheme("dark")];
  const descriptions = describe(read(`tokens/${file}.tokens.json`));
  const lines = [...readTokens(file).keys()].map((path) => {
    const values = [...new Set([light.get(path), dark.get(path)])].map((value) => `\`${value}\``);
    return `| \`${customProperty(path)}\` | ${values.join(", dark ")} | ${descriptions.get(path) ?? ""} |`;
  });
  return ["| property | value | |", "| --- | --- | --- |", ...lines].join("\n");
}

function describe(node, path = [], found = new Map()) {
  if ("$value" in node) found.set(path.join("."), node.$description);
  else for (const key of Object.keys(node)) if (key[0] !== "$") describe(node[key], [...path, key], found);
  return found;
}
