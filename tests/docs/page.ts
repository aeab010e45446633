import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** A page of documentation. */
export interface Page {
  /** Its path in the repository. */
  path: string;
  text: string;
  blocks: readonly Block[];
}

/** A block of code in a page. */
export interface Block {
  language: string;
  /** The file of the page's project that it is. */
  file: string | undefined;
  /** Whether it is a fragment of a file. */
  part: boolean;
  code: string;
  /** The line of its first line of code, from 1. */
  line: number;
}

/** What the repository's own papers and the manual say. */
export function readPages(): Page[] {
  const manual = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"));
  const papers = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"];
  return [...papers, ...manual.sort()].map(readPage);
}

/** One page, by its path in the repository. */
export function readPage(path: string): Page {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, blocks: blocksOf(text, path) };
}

/** The text without its blocks of code, each line in its place. */
export function proseOf({ text }: Page): string {
  return text.replace(fence, (block) => block.replace(/[^\n]/g, ""));
}

const fence = /^( *)(`{3,})([^\n`]*)\n([\s\S]*?)^\1\2 *$/gm;

function blocksOf(text: string, path: string): Block[] {
  return [...text.matchAll(fence)].map(({ index, 1: indent = "", 3: info = "", 4: code = "" }) => {
    const [language = "", ...words] = info.trim().split(/\s+/);
    const file = words.find((word) => word.startsWith("file="))?.slice(5);
    const part = words.includes("part");
    const line = text.slice(0, index).split("\n").length + 1;
    const strange = words.filter((word) => word !== "part" && !/^file=\S+$/.test(word));
    if (strange.length > 0) throw new Error(`${path}:${line - 1}: a block says ${strange.join(" ")}`);
    return { language, file, part, code: code.replaceAll(new RegExp(`^${indent}`, "gm"), ""), line };
  });
}
