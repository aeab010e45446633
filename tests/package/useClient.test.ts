import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { builtFiles, dist, readBuilt } from "./dist.js";

const directive = /^["']use client["'];/;

/** Modules that the index takes its components and hooks from. */
const doors = [...readBuilt("index.js").matchAll(/from "\.\/((?:components|hooks)\/[^"]+)"/g)].map(
  ([, file = ""]) => file,
);

describe("“use client”", () => {
  test("stands in every module that the index exports components or hooks from", () => {
    expect(doors.length).toBeGreaterThan(10);
    expect(doors.filter((file) => !directive.test(readBuilt(file)))).toEqual([]);
  });

  test.each(["core", "locales", "testing"])("stands in no module of %s", (folder) => {
    const files = builtFiles(".js", join(dist, folder)).map((file) => `${folder}/${file}`);
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => readBuilt(file).includes("use client"))).toEqual([]);
  });

  test("does not stand in the index, so that a server component can take what is pure from it", () => {
    expect(readBuilt("index.js")).not.toContain("use client");
  });
});
