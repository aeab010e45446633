import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Messages } from "codat-onboarding/core";

const folder = join(import.meta.dirname, "../../src/locales");

/** Every locale, as its file stands: name of the file without ending, and what is in it. */
export const locales: [name: string, messages: Tree & Messages][] = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => [file.slice(0, -".json".length), JSON.parse(readFileSync(join(folder, file), "utf8"))]);

export interface Tree {
  [key: string]: Tree | string | string[];
}

export const english = locales.find(([name]) => name === "en")?.[1] ?? ({} as Tree & Messages);

/** Every text with its path; the alternatives of one text stay together. */
export function texts(tree: Tree, path = ""): [path: string, alternatives: string[]][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "string") return [[here, [value]]];
    return Array.isArray(value) ? [[here, value]] : texts(value, here);
  });
}

/** The names in a text's holes. */
export function holes(text: string): string[] {
  return [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = ""]) => name);
}
