import { expect, it } from "vitest";
import { readPage, readPages } from "./page.js";

it("the README is a front door of at most 300 lines", () => {
  expect(readPage("README.md").text.split("\n").length).toBeLessThanOrEqual(300);
});

it("the contents of the manual name every page, or the contents of its folder", () => {
  const { text } = readPage("docs/README.md");
  const paths = readPages().flatMap(({ path }) => /^docs\/(.+)$/.exec(path)?.[1] ?? []);
  const pages = paths
    .filter((path) => path !== "README.md")
    .map((path) => path.replace(/^errors\/.*/, "errors/README.md"));
  expect(pages.length).toBeGreaterThan(20);
  expect(pages.filter((path) => !text.includes(`](${path})`))).toEqual([]);
});

it("each page says in its first lines what it is for", () => {
  const bare = readPages()
    .filter(({ path }) => path.startsWith("docs/"))
    .filter(({ text }) => !/^# .+\n\n(> .+\n)*[^#\n]/.test(text));
  expect(bare.map(({ path }) => path)).toEqual([]);
});
