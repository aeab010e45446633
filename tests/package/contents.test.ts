import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./dist.js";
import { installPacked } from "./installed.js";
import { type Packed, packPackage } from "./packed.js";

let packed: Packed;
let folder: string;

beforeAll(async () => {
  packed = await packPackage();
  folder = join(await installPacked(packed, []), "node_modules/codat-onboarding");
});

afterAll(() => packed?.remove());

const withEnding = (ending: string) => packed.files.filter((file) => file.endsWith(ending));

test("the package holds what is built, the tokens, the manual and the papers, and nothing else", () => {
  const others = packed.files.filter((file) => !/^(dist|tokens|docs)\//.test(file));
  expect(others).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "SECURITY.md", "package.json"]);
});

test("it holds every page of the manual, and no pictures, which are heavier than all the rest", () => {
  const inPackage = packed.files.filter((file) => file.startsWith("docs/"));
  const pages = readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .map((path) => `docs/${path.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".md"));
  expect(inPackage).toEqual(pages.sort());
});

test("it holds no test, story, source or configuration", () => {
  const strange = packed.files.filter(
    (file) =>
      /\.(test|stories|config)\.|\.(test-d)\.ts|tsbuildinfo|(^|\/)(node_modules|tests|stories|src)\//.test(
        file,
      ) || !/\.(js|d\.ts|css|json|md)$|^LICENSE$/.test(file),
  );
  expect(strange).toEqual([]);
});

test("each module is read by a debugger as it is: no line crushed, and no map", () => {
  for (const file of withEnding(".js")) {
    const code = readFileSync(join(folder, file), "utf8");
    expect(code, file).not.toContain("sourceMappingURL");
    expect(code.split("\n").length, file).toBeGreaterThan(code.length / 200);
  }
  expect(withEnding(".map")).toEqual([]);
});

test("no module is built for development", () => {
  const development = withEnding(".js").filter((file) =>
    /jsx-dev-runtime|jsxDEV|import\.meta\.env/.test(readFileSync(join(folder, file), "utf8")),
  );
  expect(development).toEqual([]);
});

test("modules import nothing but each other, React and the dependencies", () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const allowed = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  const foreign = withEnding(".js")
    .filter((file) => !/\/(server|redis|testing)\//.test(file))
    .flatMap((file) => [...readFileSync(join(folder, file), "utf8").matchAll(/^import .*?"([^"]+)";$/gm)])
    .map(([, specifier = ""]) => specifier)
    .filter((specifier) => !specifier.startsWith("."))
    .filter((specifier) => !allowed.some((name) => specifier === name || specifier.startsWith(`${name}/`)));
  expect(foreign).toEqual([]);
});

test("each dependency is imported", () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const code = withEnding(".js").map((file) => readFileSync(join(folder, file), "utf8"));
  for (const name of Object.keys(dependencies)) {
    expect(
      code.some((text) => text.includes(`from "${name}`) || text.includes(`import("${name}")`)),
      name,
    ).toBe(true);
  }
});
