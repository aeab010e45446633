import { existsSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { anchorsOf } from "./anchors.js";
import { type Page, proseOf, readPages, root } from "./page.js";

const pages = readPages();

/** Where the manual may send its readers; an address in a sentence may be an example's. */
const hosts =
  /^((www|docs|api|link)\.codat\.io|github\.com|www\.rfc-editor\.org|([\w-]+\.)*example(\.com)?)$/;

/** What a page of the manual may lead to where only the package is installed; pictures stay in the repository. */
const packed = /^(docs|tokens)\/|^(README|CHANGELOG|SECURITY)\.md$|^LICENSE$/;

interface Target {
  page: Page;
  /** The words or the picture's description. */
  text: string;
  url: string;
  isPicture: boolean;
}

const targets = pages.flatMap(targetsOf);
const inside = targets.filter(({ url }) => !/^[a-z][a-z+.-]*:/i.test(url));
const outside = targets.filter((target) => !inside.includes(target));
const say = ({ page, url }: Target) => `${page.path} → ${url}`;

describe("the links of README and the manual", () => {
  it("are found", () => {
    expect(inside.length).toBeGreaterThan(40);
    expect(outside.length).toBeGreaterThan(0);
  });

  it("lead to something that is there, inside the repository", () => {
    const dead = inside.filter((target) => {
      const path = pathOf(target);
      return path.startsWith("..") || path.startsWith("/") || !existsSync(join(root, path));
    });
    expect(dead.map(say)).toEqual([]);
  });

  it("lead to headings that are there", () => {
    const dead = inside.filter((target) => {
      const [, anchor] = target.url.split("#");
      if (anchor === undefined) return false;
      const page = pages.find(({ path }) => path === pathOf(target));
      return !page || !anchorsOf(page).includes(decodeURIComponent(anchor));
    });
    expect(dead.map(say)).toEqual([]);
  });

  it("stay in the package, where a page of the manual is read from node_modules", () => {
    const lost = inside.filter(
      (target) =>
        target.page.path.startsWith("docs/") && !target.isPicture && !packed.test(`${pathOf(target)}`),
    );
    expect(lost.map(say)).toEqual([]);
  });

  it("show pictures that say what is on them", () => {
    const pictures = targets.filter(({ isPicture }) => isPicture);
    expect(pictures.filter(({ text }) => text.trim().length < 10).map(say)).toEqual([]);
    expect(pictures.filter((target) => !statSync(join(root, pathOf(target))).isFile()).map(say)).toEqual([]);
  });

  it("go outside by https, and to few", () => {
    const strange = outside.filter(({ url }) => {
      if (!URL.canParse(url)) return true;
      const { protocol, hostname } = new URL(url);
      const isHere = /^(localhost|127\.0\.0\.1)$/.test(hostname);
      return !isHere && (protocol !== "https:" || !hosts.test(hostname));
    });
    expect(strange.map(say)).toEqual([]);
  });
});

/** Where a link inside the repository leads, from its root. */
function pathOf({ page, url }: Target): string {
  const [path = ""] = url.split("#");
  return path ? relative(root, join(root, dirname(page.path), decodeURIComponent(path))) : page.path;
}

function targetsOf(page: Page): Target[] {
  const prose = proseOf(page).replaceAll(/`[^`\n]*`/g, "code");
  const written = [
    ...prose.matchAll(/(!?)\[((?:[^[\]]|!\[[^\]]*\]\([^)]*\))*)\]\(\s*<?([^)\s>]+)>?[^)]*\)/g),
  ].map(([, mark, text = "", url = ""]) => ({ page, text, url, isPicture: mark === "!" }));
  const nested = written.flatMap(({ text }) =>
    [...text.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)].map(([, inner = "", url = ""]) => ({
      page,
      text: inner,
      url,
      isPicture: true,
    })),
  );
  const named = [...prose.matchAll(/^\[([^\]]+)\]:\s*(\S+)/gm)];
  const bare = [
    ...prose.matchAll(
      /<([a-z]+:[^>\s]+)>|(?<![(\w"=<])(https?:\/\/[\w.-]*[\w](?::\d+)?(?:[/?#][^\s)>|]*)?)/g,
    ),
  ];
  const others = [...named, ...bare].map(([, text = "", url = text]) => ({
    page,
    text,
    url,
    isPicture: false,
  }));
  return [...written, ...nested, ...others];
}
