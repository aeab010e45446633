import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type BuiltStorybook,
  type Canvas,
  type Entry,
  openBuiltStorybook,
} from "../support/builtStorybook.js";

const minute = 60_000;
/** Titles, in `npm test`; all in `npm run test:access`. */
const sample = process.env["DOCS_SAMPLE"]?.split(",");
/** What the library rightly tells a developer of, in stories of bad data and of a companion that fails. */
const told = /^warning: codat-onboarding: .*ONB-(102|402|407)\b/;

let storybook: BuiltStorybook;
let entries: readonly Entry[];
const stories = new Map<string, Canvas>();
const complaints = () => storybook.complaints().filter((text) => !told.test(text));

beforeAll(async () => {
  storybook = await openBuiltStorybook();
  entries = storybook.entries.filter(({ title }) => !sample || sample.includes(title));
  for (const { id, type } of entries) if (type === "story") stories.set(id, await storybook.story(id));
}, 20 * minute);

afterAll(() => storybook?.close());

describe("the stories", () => {
  it("say why, where they show nothing", () => {
    const wrong = [...stories].filter(([, { blank, caption }]) => blank !== (caption !== undefined));
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  it("leave the console empty", () => {
    expect(complaints()).toEqual([]);
  });
});

describe("the docs pages", () => {
  it(
    "show in each canvas what its own story shows",
    async () => {
      const everywhere = new Set<string>();
      for (const { id: page, type } of entries) {
        if (type !== "docs") continue;
        await storybook.openDocs(page);
        const shown = async () => new Map((await storybook.canvases()).map((one) => [one.id, one]));
        const ids = [...(await shown()).keys()];
        const own = new Map(ids.map((id) => [id, stories.get(id)]));
        const isThere = async () => isDeepStrictEqual(await shown(), own);
        await vi.waitUntil(isThere, { timeout: minute, interval: 200 }).catch(() => {});
        expect.soft(await shown(), page).toEqual(own);
        expect.soft(await storybook.doubledIds(), page).toEqual([]);
        expect.soft(complaints(), page).toEqual([]);
        for (const id of ids) everywhere.add(id);
      }
      const meant = entries.filter(({ type, tags }) => type === "story" && tags.includes("autodocs"));
      expect([...everywhere].sort()).toEqual(expect.arrayContaining(meant.map(({ id }) => id)));
      expect(everywhere.size).toBeGreaterThan(sample ? 20 : 150);
    },
    20 * minute,
  );
});
