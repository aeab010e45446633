import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./tarball.js";

/** One step of the README: what it says, and its one block of code. */
export interface ReadmeStep {
  number: number;
  text: string;
  /** The file that the block is to stand in, where the text names one. */
  file: string | undefined;
  language: string;
  code: string;
}

/** The numbered steps under a heading of the README, in their order. */
export async function readmeSteps(heading: string): Promise<ReadmeStep[]> {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, after = ""] = readme.split(`\n### ${heading}\n`);
  const [section = ""] = after.split(/\n#{2,3} /);
  const steps = section.matchAll(/^\*\*(\d+)\. ([\s\S]*?)\n\n```(\w+)\n([\s\S]*?\n)```$/gm);
  return [...steps].map(([, number, text = "", language = "", code = ""]) => ({
    number: Number(number),
    text,
    file: /\bin `([^`]+)`/.exec(text)?.[1],
    language,
    code,
  }));
}
