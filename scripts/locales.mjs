// The words of a language: one folder of src/locales, named by its tag (BCP 47). What a region says otherwise
// (`fr-CA`) is laid over the words of its language (`fr`).
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../src/locales/", import.meta.url));

/** The tags of all languages that have words for this: `mail` or `pages`. A language comes before its regions. */
export function languagesOf(purpose) {
  const tags = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return tags
    .map(({ name }) => name)
    .filter((tag) => ownWords(tag, purpose))
    .sort();
}

/** The whole words of a language: its own file, laid over its language's where it is a region. */
export function readLocale(tag, purpose) {
  const own = ownWords(tag, purpose);
  const base = baseOf(tag);
  return base ? layOver(readLocale(base, purpose), own ?? {}) : own;
}

/** The language that a region's words are laid over; `undefined` for a language that is whole by itself. */
export function baseOf(tag) {
  const parent = tag.split("-").slice(0, -1).join("-");
  return parent && (existsSync(folder + parent) ? parent : baseOf(parent));
}

/** What the file of a language itself holds; English has its mail among the words of the parts. */
export function ownWords(tag, purpose) {
  if (tag === "en" && purpose === "mail") return read("en.json").inviteMail;
  const file = `${tag}/${purpose}.json`;
  return existsSync(folder + file) ? read(file) : undefined;
}

/**
 * Who has read the words of a language as they stand (`reviewed.json`), and whether it is their own language. One
 * changed letter undoes the review.
 */
export function reviewOf(tag, purpose, words = readLocale(tag, purpose)) {
  const { by, native, hash } = ownWords(tag, "reviewed")?.[purpose] ?? {};
  return hash === hashOf(words) ? { by, native } : undefined;
}

export function hashOf(words) {
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 16);
}

/** Gives Vite the whole words where a region's file is imported. */
export function localesPlugin() {
  return {
    name: "locales",
    enforce: "pre",
    load(id) {
      const [, tag, purpose] = /\/src\/locales\/([\w-]+)\/(mail|pages)\.json$/.exec(id) ?? [];
      return tag && JSON.stringify(readLocale(tag, purpose));
    },
  };
}

function read(file) {
  return JSON.parse(readFileSync(folder + file, "utf8"));
}

function layOver(under, over) {
  const isTree = (value) => typeof value === "object" && !Array.isArray(value);
  return Object.fromEntries(
    Object.entries(under).map(([key, value]) => {
      const own = over[key];
      return [key, own === undefined ? value : isTree(own) && isTree(value) ? layOver(value, own) : own];
    }),
  );
}
