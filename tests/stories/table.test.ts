import { readdirSync, readFileSync } from "node:fs";
import { loadCsf } from "storybook/internal/csf-tools";
import { describe, expect, it } from "vitest";
import { onboardingErrorCodes } from "../../src/core/errors.js";
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

  it("is the handbook's", () => {
    const [header = ""] = /^\| +\| loading.*$/m.exec(read("stories/handbook/States.mdx")) ?? [];
    expect(header.match(/[a-z]+/g)?.sort()).toEqual(states.sort());
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
  it("has a page for every error code, and no other", () => {
    const pages = files.filter((file) => /ONB-\d+\.mdx$/.test(file)).map((file) => file.slice(-11, -4));
    expect(pages.sort()).toEqual([...onboardingErrorCodes].sort());
  });
});
