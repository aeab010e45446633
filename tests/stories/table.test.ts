import { readdirSync, readFileSync } from "node:fs";
import { loadCsf } from "storybook/internal/csf-tools";
import { describe, expect, it } from "vitest";
import { connectionStatuses } from "../../src/core/status/connectionStatus.js";
import { inviteStates } from "../../src/core/status/inviteState.js";
import { parts, table } from "../../stories/support/table.js";

const folder = new URL("../../stories/", import.meta.url);
const root = new URL("../../", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" });

/** Ids of all stories, read from the files without building anything. */
const ids = files
  .filter((file) => file.endsWith(".stories.tsx"))
  .flatMap((file) => {
    const code = readFileSync(new URL(file.replaceAll("\\", "/"), folder), "utf8");
    return loadCsf(code, { fileName: file, makeTitle: (title) => title })
      .parse()
      .indexInputs.map(({ __id: id }) => id);
  });

const read = (path: string) => readFileSync(new URL(path, root), "utf8");

describe("the design's table of states", () => {
  const states = Object.keys(table);
  it.each(parts)("has a story of %s for each of its columns", (part) => {
    expect(ids).toEqual(expect.arrayContaining(states.map((s) => `components-${part.toLowerCase()}--${s}`)));
  });

  it("has a column for every status, and one for a step that was put off", () => {
    expect(states.sort()).toEqual([...Object.keys(connectionStatuses), "skipped"].sort());
  });

  it("is the manual's", () => {
    const [, section = ""] = read("docs/status.md").split("## What each status shows");
    const [, ...rows] = section.split("\n## ")[0]?.match(/^\| (any, )?`[a-z]+`.*?\|/gm) ?? [];
    expect(rows.flatMap((row) => row.match(/(?<=`)[a-z]+(?=`)/g) ?? []).sort()).toEqual(states.sort());
  });

  it("has the manual's states of an invite", () => {
    const rows = read("docs/invites.md").match(/(?<=^\| `)[a-z]+(?=` \|.*\|.*\|$)/gm) ?? [];
    expect(rows.sort()).toEqual(Object.keys(inviteStates).sort());
  });

  it("has a story for every state of an invite", () => {
    const stories = ids.filter((id) => id?.startsWith("states-invite--"));
    expect(stories.sort()).toEqual(
      Object.keys(inviteStates)
        .map((state) => `states-invite--${state}`)
        .sort(),
    );
  });
});

describe("the stories", () => {
  it("have one file for each public component", () => {
    const components = [
      ...`${read("src/index.ts")}${read("src/live.ts")}`.matchAll(/from "\.\/components\/([A-Z]\w+)\.js"/g),
    ].map(([, name]) => `${name}.stories.tsx`);
    const covered = ["FallbackPanel.stories.tsx", "FallbackTrigger.stories.tsx"];
    expect([...files, ...covered]).toEqual(expect.arrayContaining(components));
  });

  it("have ids of their own", () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("wrap every numbered recipe, source and all", () => {
    const wrapped = read("stories/recipes/Recipes.stories.tsx");
    const recipes = files
      .filter((file) => /^recipes[\\/]\d.*\.tsx$/.test(file))
      .map((file) => file.slice(8, -4));
    expect(recipes.length).toBeGreaterThan(5);
    for (const recipe of recipes) {
      expect(wrapped).toContain(`"./${recipe}"`);
      expect(wrapped).toContain(`"./${recipe}.tsx?raw"`);
    }
  });
});

describe("the handbook", () => {
  const shown = files
    .filter((file) => /^handbook[\\/].*\.mdx$/.test(file))
    .map((file) => read(`stories/${file.replaceAll("\\", "/")}`))
    .map((text) => ({
      page: /<Manual page="([^"]+)" \/>/.exec(text)?.[1] ?? "",
      title: /<Meta title="Handbook\/([^"]+)" \/>/.exec(text)?.[1] ?? "",
    }));
  const manual = readdirSync(new URL("docs/", root), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md"))
    .map((path) => path.replace(/^errors\/.*/, "errors"));

  it("shows every page of the manual", () => {
    expect(shown.map(({ page }) => page).sort()).toEqual([...new Set(manual)].sort());
  });

  // `stories/support/Manual.tsx` leads from page to page by these names.
  it.each(shown)("has $page under its own name", ({ page, title }) => {
    const name = title
      .toLowerCase()
      .replaceAll(" ", "-")
      .replace(/contents$/, "README");
    expect(name).toBe(page.replace(/\.md$/, ""));
  });
});
