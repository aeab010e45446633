import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installPacked } from "./installed.js";
import { type Packed, packPackage } from "./packed.js";

let packed: Packed;
let folder: string;

beforeAll(async () => {
  packed = await packPackage();
  folder = join(await installPacked(packed, []), "node_modules/codat-onboarding");
}, 60_000);

afterAll(() => packed?.remove());

const withEnding = (ending: string) => packed.files.filter((file) => file.endsWith(ending));

test("the package holds what is built, the tokens and the papers, and nothing else", () => {
  const others = packed.files.filter((file) => !/^(dist|tokens)\//.test(file));
  expect(others).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "package.json"]);
});

test("it holds no test, story, source or configuration", () => {
  const strange = packed.files.filter(
    (file) =>
      /\.(test|stories|config)\.|\.(test-d)\.ts|tsbuildinfo|(^|\/)(node_modules|tests|stories|src)\//.test(
        file,
      ) || !/\.(js|js\.map|d\.ts|css|json|md)$|^LICENSE$/.test(file),
  );
  expect(strange).toEqual([]);
});

test("each module has types and a source map that a debugger can read without the sources", () => {
  const maps = withEnding(".js.map");
  for (const file of maps) {
    const { sources, sourcesContent = [] } = JSON.parse(readFileSync(join(folder, file), "utf8"));
    expect(sourcesContent, file).toHaveLength(sources.length);
    expect(sourcesContent.every(Boolean), file).toBe(true);
  }
  // An index has no code of its own to map.
  const unmapped = withEnding(".js").filter((file) => !maps.includes(`${file}.map`));
  expect(unmapped.filter((file) => !/(\/index|\/live)\.js$/.test(file))).toEqual([]);
  for (const file of withEnding(".js")) {
    const link = /\/\/# sourceMappingURL=(.*)/.exec(readFileSync(join(folder, file), "utf8"))?.[1];
    if (link) expect(maps).toContain(`${dirname(file)}/${link}`);
  }
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
    .filter((file) => !/\/(server|testing)\//.test(file))
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
