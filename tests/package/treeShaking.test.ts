import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundlers } from "./bundle.js";
import { composedOf, parts, partsIn } from "./composition.js";
import { readBuilt, root } from "./dist.js";
import { wordsIn, wordsOf } from "./words.js";

/** What the index exports and a bundle can hold. */
const names = (/export \{([^}]*)\}/.exec(readBuilt("index.js"))?.[1] ?? "")
  .split(",")
  .map((name) => name.trim())
  .filter(Boolean);

describe.each(Object.entries(bundlers))("bundled by %s", (_, bundle) => {
  test.each(names)("%s brings along what it is made of, and nothing else", async (name) => {
    const code = await bundle(`export { ${name} }`);
    const isPart = (some: string) => parts.includes(some);
    expect(partsIn(code)).toEqual(composedOf(name).filter(isPart).sort());
  });

  test.each(names)("%s brings along its own words, and no others", async (name) => {
    const code = await bundle(`export { ${name} }`);
    expect(wordsOf(name)).toEqual(expect.arrayContaining(wordsIn(code)));
  });

  test("an import of nothing is nothing", async () => {
    expect((await bundle("import")).trim()).toBe("");
    expect((await bundle("import", "core/index.js")).trim()).toBe("");
  });

  test("a component without invites brings along no mail", async () => {
    expect(await bundle("export { ConnectCTA }")).not.toContain("mailto:");
  });

  test("everything together has nothing of TanStack Query", async () => {
    const code = await bundle("export *");
    expect(partsIn(code)).toEqual(parts);
    expect(code).not.toMatch(/QueryClient|tanstack/i);
  });

  test("the core has nothing of React", async () => {
    expect(await bundle("export *", "core/index.js")).not.toMatch(/from\s*["']react/);
  });
});

test("everything that the index exports is tried", () => {
  const source = readFileSync(join(root, "src/index.ts"), "utf8");
  expect(names.length).toBeGreaterThan(15);
  for (const part of parts) expect(names).toContain(part);
  expect(source).not.toMatch(/export \*/);
});
