import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it, vi } from "vitest";
import { root } from "./page.js";

vi.setConfig({ testTimeout: 60_000 });

const entries = [
  "index.ts",
  "live.ts",
  "core/index.ts",
  "server/index.ts",
  "redis/index.ts",
  "opentelemetry/index.ts",
  "testing/index.ts",
];
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile).config,
  ts.sys,
  root,
);
const program = ts.createProgram(
  entries.map((entry) => join(root, "src", entry)),
  options,
);
const checker = program.getTypeChecker();

const exported = entries.flatMap((entry) => {
  const source = program.getSourceFile(join(root, "src", entry));
  const module = source && checker.getSymbolAtLocation(source);
  return checker.getExportsOfModule(module as ts.Symbol).map((alias) => ({
    name: alias.name,
    place: `${entry}: ${alias.name}`,
    symbol: alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias,
  }));
});

const folder = join(root, "docs/reference");
const pages = readdirSync(folder).filter((file) => file !== "README.md");
const text = pages.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
const told = new Set([
  ...[...text.matchAll(/^#{2,3} `(\w+)`$/gm)].map(([, name]) => name),
  ...[...text.matchAll(/^Types: .*$/gm)].flatMap(([line]) => line.match(/\w+(?=`)/g) ?? []),
]);

function says(symbol: ts.Symbol): string {
  return ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim();
}

describe("the reference", () => {
  it("tells of every export of every entry", () => {
    expect(exported.length).toBeGreaterThan(100);
    expect(exported.filter(({ name }) => !told.has(name)).map(({ place }) => place)).toEqual([]);
  });

  it("has a sentence for each, beside it in the source", () => {
    expect(exported.filter(({ symbol }) => says(symbol).length < 10).map(({ place }) => place)).toEqual([]);
  });

  it("has a sentence for each prop and option of ours", () => {
    const silent = exported
      .filter(({ name }) => /(Props|Options|Settings|Callbacks|Limits)$/.test(name))
      .flatMap(({ symbol, place }) =>
        checker
          .getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol))
          .filter(({ declarations }) => declarations?.every((one) => isOurs(one.getSourceFile())))
          .filter((member) => !says(member))
          .map((member) => `${place}.${member.name}`),
      );
    expect(silent).toEqual([]);
  });

  it("has an example for each hook", () => {
    const hooks = exported.filter(({ name }) => /^use[A-Z]/.test(name));
    expect(hooks.length).toBeGreaterThan(5);
    const without = hooks.filter(
      ({ symbol }) => !symbol.getJsDocTags().some(({ name }) => name === "example"),
    );
    expect(without.map(({ place }) => place)).toEqual([]);
  });

  it("has its pages in its table of contents", () => {
    const contents = readFileSync(join(folder, "README.md"), "utf8");
    expect(pages.filter((file) => !contents.includes(`](${file})`))).toEqual([]);
  });
});

function isOurs({ fileName }: ts.SourceFile): boolean {
  return fileName.startsWith(join(root, "src"));
}
