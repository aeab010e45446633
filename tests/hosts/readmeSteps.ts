import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./tarball.js";

/** One block of code in a step of the README, and the words before it. */
export interface ReadmeStep {
  number: number;
  text: string;
  /** The file that the block is to stand in, where the text names one. */
  file: string | undefined;
  language: string;
  code: string;
}

/** The blocks of the numbered steps under a heading of the README, in their order. */
export async function readmeSteps(heading: string): Promise<ReadmeStep[]> {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [, after = ""] = readme.split(`\n### ${heading}\n`);
  const [section = ""] = after.split(/\n#{2,3} /);
  const [, ...steps] = section.split(/^\*\*(?=\d+\. )/m);
  return steps.flatMap((step) => {
    const blocks = step.matchAll(/([\s\S]*?)\n\n```(\w+)\n([\s\S]*?\n)```$/gm);
    return [...blocks].map(([, text = "", language = "", code = ""]) => ({
      number: Number.parseInt(step, 10),
      text,
      file: /\bin `([^`]+)`/.exec(text)?.[1],
      language,
      code,
    }));
  });
}
