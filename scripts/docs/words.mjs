// The reference of what is data: words and design tokens.
import { readFileSync } from "node:fs";
import { baseOf, languagesOf, reviewOf } from "../locales.mjs";
import { root } from "../setUp.mjs";
import { customProperty, readTokens, usualValue } from "../tokens.mjs";

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

/** The languages of mails and pages, and who has read which of them as it stands. */
export function languagesTable() {
  const lines = languagesOf("pages").map((tag) => {
    const name = new Intl.DisplayNames("en", { type: "language" }).of(tag);
    const path = tag === "en" ? "built in" : `\`codat-onboarding/locales/mail/${tag}\``;
    const base = baseOf(tag);
    const laidOver = base ? `${name}, over \`${base}\`` : name;
    return `| \`${tag}\` | ${laidOver} | ${path} | ${readBy(tag, "mail")} | ${readBy(tag, "pages")} |`;
  });
  return [
    "| | language | the mail | read by | pages read by |",
    "| --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}

function readBy(tag, purpose) {
  const review = reviewOf(tag, purpose);
  if (!review) return "nobody, as it stands";
  return `${review.by}${review.native ? ", native" : ", not native"}`;
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
  const descriptions = describe(read(`tokens/${file}.tokens.json`));
  const lines = [...readTokens(file).keys()].map(
    (path) => `| \`${customProperty(path)}\` | ${usualValue(path)} | ${descriptions.get(path) ?? ""} |`,
  );
  return ["| property | value | |", "| --- | --- | --- |", ...lines].join("\n");
}

function describe(node, path = [], found = new Map()) {
  if ("$value" in node) found.set(path.join("."), node.$description);
  else for (const key of Object.keys(node)) if (key[0] !== "$") describe(node[key], [...path, key], found);
  return found;
}
