import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import {
  hashOf,
  languagesOf,
  ownWords,
  readLocale,
  reviewOf,
  type WordTree,
} from "../../scripts/locales.mjs";
import { root } from "../modules.js";
import { languages, sentences, type Tree } from "./localeFiles.js";

const purposes = ["mail", "pages"] as const;
const signed = languages.flatMap((tag) =>
  purposes.flatMap((purpose) => {
    const entry = (ownWords(tag, "reviewed") as Record<string, unknown> | undefined)?.[purpose];
    return entry ? [[tag, purpose, entry] as const] : [];
  }),
);

describe("who has read a language", () => {
  it.each(signed)("says of %s, %s, by name, and whether it is their own language", (_, __, entry) => {
    expect(entry).toEqual({
      by: expect.stringMatching(/\S/),
      native: expect.any(Boolean),
      hash: expect.stringMatching(/^[\da-f]{16}$/),
    });
  });

  it("is undone by any change of a word, also of the language that a region is laid over", () => {
    expect(signed.length).toBeGreaterThan(0);
    for (const [tag, purpose] of signed) {
      const words = readLocale(tag, purpose);
      const entry = (ownWords(tag, "reviewed") as Record<string, { hash: string }> | undefined)?.[purpose];
      for (const [path] of sentences(words as Tree)) {
        const changed = structuredClone(words);
        const keys = path.split(".");
        const last = keys.pop() ?? "";
        const tree = keys.reduce((under, key) => under[key] as WordTree, changed);
        tree[last] = `${[tree[last]].flat().join()} `;
        expect(hashOf(changed), `${tag}, ${path}`).not.toBe(entry?.hash);
        expect(reviewOf(tag, purpose, changed), `${tag}, ${path}`).toBeUndefined();
      }
    }
  });

  it("is nobody, as long as nobody has signed for the language as their own", () => {
    const native = languagesOf("pages").filter((tag) =>
      purposes.some((purpose) => reviewOf(tag, purpose)?.native),
    );
    // Whoever signs adds the language here, and their name is in the pull request.
    expect(native).toEqual([]);
  });

  it("can be asked of a command, which takes no signature without a name", async () => {
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ["scripts/review.mjs", ...args], { cwd: root });
    const { stdout } = await run();
    expect(stdout.trim().split("\n")).toHaveLength(2 * languagesOf("pages").length);
    for (const wrong of [["de"], ["de", "mail"], ["tlh", "mail", "--by", "x"], ["de", "names", "--by", "x"]])
      await expect(run(...wrong)).rejects.toMatchObject({ code: 2 });
  });
});
