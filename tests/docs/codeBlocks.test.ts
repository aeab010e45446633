// Every block of code in README.md, CONTRIBUTING.md, CHANGELOG.md, SECURITY.md and docs/ is checked. How to write one:
//
// - ```tsx file=app/page.tsx   a whole file of that page's project. The files of one page see each other, and what a host
//                              has already: `tests/hosts/fresh` beneath docs/frameworks/<framework>.md.
//                              Written as it stands, it is also what the hosts' tests run.
// - ```tsx part                a fragment: statements, or JSX (several elements side by side are fine). It may import.
//                              What it does not import comes from the package, if that exports the name, else from
//                              `prelude.ts`: session, company, companyId, onboarding, options, app, …
// - ```tsx                     a whole file that no other file of the page imports.
// - js, jsx, mjs               the same, without annotations: only what is implicitly `any` is forgiven.
// - json, css                  must parse; css is whole rules.
// - sh                         one command a line; npm scripts, commands and packages must be known ones.
// - text, env, http            anything. There is no other language.
//
// The steps of docs/frameworks/*.md begin with a bold `**1. …**`. Their blocks with `file=` (`env file=.env`, too),
// their `npm install` and the `text` block with Codat's two addresses are done to a fresh app by `tests/hosts`, and what
// else they say to type starts it; what follows a heading after them is not.
//
// An ellipsis stands in comments only: `{...options}` and `{...props}` say it in code.
import { transform } from "lightningcss";
import { describe, expect, it } from "vitest";
import { compileBlocks } from "./compileBlocks.js";
import { readPages } from "./page.js";
import { shellProblems } from "./shellProblems.js";

const pages = readPages();
const blocks = pages.flatMap((page) => page.blocks.map((block) => ({ page, ...block })));
const inLanguage = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));
const placeOf = ({ page, line }: (typeof blocks)[number]) => `${page.path}:${line}`;

describe("the code in the manual", () => {
  it("is in a language that is checked, or said not to be", () => {
    const known = ["ts", "tsx", "js", "jsx", "mjs", "json", "css", "sh", "text", "env", "http"];
    expect(blocks.filter(({ language }) => !known.includes(language)).map(placeOf)).toEqual([]);
  });

  it("compiles against the package", { timeout: 120_000 }, () => {
    expect(inLanguage("ts", "tsx", "js", "jsx", "mjs").length).toBeGreaterThan(10);
    expect(compileBlocks(pages)).toEqual([]);
  });

  it.each(inLanguage("json").map((block) => [placeOf(block), block.code]))("is JSON: %s", (_, code) => {
    expect(() => JSON.parse(code)).not.toThrow();
  });

  it.each(inLanguage("css").map((block) => [placeOf(block), block.code]))("is CSS: %s", (place, code) => {
    const { warnings } = transform({ filename: place, code: Buffer.from(code) });
    expect(warnings).toEqual([]);
  });

  it.each(inLanguage("sh").map((block) => [placeOf(block), block] as const))(
    "can be typed: %s",
    (_, block) => {
      expect(shellProblems(block.code, block.page)).toEqual([]);
    },
  );
});
