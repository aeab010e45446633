import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Module, modulesIn, nodesIn, root } from "../modules.js";
import { circlesIn, moduleNamed } from "./circles.js";

const modules = modulesIn(join(root, "src"), /(?<!\.d)\.tsx?$/);

/** What each room of the house may import, beside itself; the signed lists at the top may import all of it. */
const floors: Record<string, readonly string[]> = {
  core: ["locales"],
  locales: ["core"],
  client: ["core"],
  hooks: ["client", "core", "locales"],
  components: ["hooks", "core", "locales"],
  server: ["core", "locales"],
  redis: ["core", "server"],
  opentelemetry: ["server"],
  testing: ["core", "server"],
  ".": ["components", "hooks", "client", "core"],
};

/** What each room may import from outside. */
const packages: Record<string, RegExp> = {
  core: /^$/,
  locales: /^$/,
  client: /^$/,
  hooks: /^(react|@tanstack\/react-query|uqr)$/,
  components: /^(react|react-dom|@tanstack\/react-query)$/,
  server: /^node:/,
  redis: /^(redis$|node:)/,
  opentelemetry: /^@opentelemetry\/api$/,
  testing: /^node:/,
  ".": /^$/,
};

function roomOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : ".";
}

const find = (name: string) => moduleNamed(modules, name);

function isInside(specifier: string): boolean {
  return specifier.includes("/") && specifier.slice(0, specifier.indexOf("/")) in floors;
}

describe("the house", () => {
  it("has rooms that are known", () => {
    expect(modules.length).toBeGreaterThan(60);
    expect([...new Set(modules.map(({ path }) => roomOf(path)))].sort()).toEqual(Object.keys(floors).sort());
  });

  it("lets traffic go downward only", () => {
    const wrong = modules.flatMap(({ path, imports }) =>
      imports
        .filter((name) => isInside(name) || find(name))
        .filter((name) => ![roomOf(path), ...(floors[roomOf(path)] ?? [])].includes(roomOf(name)))
        .map((name) => `${path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("imports from outside only what each room may", () => {
    const wrong = modules.flatMap(({ path, imports }) =>
      imports
        .filter((name) => !isInside(name) && !find(name) && !packages[roomOf(path)]?.test(name))
        .map((name) => `${path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("imports no other language than English, but for the companion's pages", () => {
    const [ofServer, ofBrowser] = [/^server\//, /^(?!server\/)/].map((room) =>
      modules
        .filter(({ path }) => room.test(path))
        .flatMap(({ imports }) => imports.filter((name) => name.endsWith(".json"))),
    );
    expect(ofBrowser?.length).toBeGreaterThan(5);
    expect([...new Set(ofBrowser)]).toEqual(["locales/en.json"]);
    // By a pattern, so that a new language needs no line.
    expect(ofServer).toEqual([]);
    const patterns = modules.flatMap(({ path, source }) =>
      [...source.text.matchAll(/import\.meta\.glob[^"]*"([^"]+)"/g)].map(([, pattern]) => [path, pattern]),
    );
    expect(patterns).toEqual([["server/pages/pageLanguages.ts", "../../locales/*/pages.json"]]);
  });

  it("imports nothing that is not there", () => {
    const wrong = modules.flatMap(({ path, imports }) =>
      imports
        .filter((name) => isInside(name) && !name.endsWith(".json") && !find(name))
        .map((name) => `${path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has no module that nobody imports", () => {
    const imported = new Set(modules.flatMap(({ imports }) => imports.map((name) => find(name)?.path)));
    const doors =
      /^(index|live|core\/index|server\/index|redis\/index|opentelemetry\/index|testing\/index|locales\/locale|locales\/mail\/mail)\.ts$/;
    const lonely = modules.map(({ path }) => path).filter((path) => !imported.has(path) && !doors.test(path));
    expect(lonely).toEqual([]);
  });

  it("imports no index", () => {
    const wrong = modules.flatMap(({ path, imports }) =>
      imports.filter((name) => /(^|\/)index(\.js)?$|\/\.?$/.test(name)).map((name) => `${path} → ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it("has no circle, not even of types", () => {
    expect(circlesIn(modules)).toEqual([]);
  });

  it("has files named after what they export, by their last word at least", () => {
    const wrong = modules
      .filter(({ path }) => !/(^|\/)(index|locale|mail)\.ts$|^live\.ts$/.test(path))
      .filter(({ path, exports }) => {
        const noun = /([A-Z]+|[A-Z]?[a-z]+)(?=\.tsx?$)/.exec(path)?.[0].toLowerCase() ?? path;
        return !exports.some((name) => `${name.toLowerCase()}s`.includes(noun));
      })
      .map(({ path, exports }) => `${path}: ${exports}`);
    expect(wrong).toEqual([]);
  });

  it("has at most 25 files side by side", () => {
    const folders = new Map<string, number>();
    for (const { path } of modules) {
      const folder = dirname(path);
      folders.set(folder, (folders.get(folder) ?? 0) + 1);
    }
    expect([...folders].filter(([, files]) => files > 25)).toEqual([]);
  });

  it("has files of at most 400 lines", () => {
    const long = modules.filter(({ source }) => source.getLineStarts().length > 400);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("exports everything by name", () => {
    expect(modules.filter(({ exports }) => exports.includes("*")).map(({ path }) => path)).toEqual([]);
  });

  it('says "use client" on just the modules whose code is for the client', () => {
    const needing = modules.filter(isForClient).map(({ path }) => path);
    expect(needing.length).toBeGreaterThan(20);
    expect(modules.filter(({ isClient }) => isClient).map(({ path }) => path)).toEqual(needing);
  });

  it("keeps core free of DOM, timers, network, randomness and clock", () => {
    const foreign =
      /^(window|document|navigator|location|localStorage|sessionStorage|fetch|setTimeout|setInterval|queueMicrotask|crypto|performance|process|console|alert)$/;
    const wrong = modules
      .filter(({ path }) => path.startsWith("core/"))
      .flatMap((one) =>
        [...nodesIn(one.source)].filter(isReference(foreign)).map((node) => `${one.path}: ${node.getText()}`),
      );
    expect(wrong).toEqual([]);
  });
});

/** Uses a hook, makes a context or a part as it is loaded, or has functions that a server component hands over. */
function isForClient({ source, path }: Module): boolean {
  return (
    path.endsWith("wholeArrangement.tsx") ||
    [...nodesIn(source)].some(
      (node) =>
        ts.isCallExpression(node) &&
        /^(use[A-Z]\w*|createContext|createPart)$/.test(node.expression.getText()),
    )
  );
}

function isReference(names: RegExp): (node: ts.Node) => boolean {
  return (node) => {
    const text = node.getText();
    if (ts.isNewExpression(node)) return /^new Date(\(\))?$/.test(text);
    if (ts.isPropertyAccessExpression(node)) return text === "Date.now" || text === "Math.random";
    if (!ts.isIdentifier(node) || !names.test(text)) return false;
    const { parent } = node;
    const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node;
    // Bundlers put a constant in its place.
    if (parent.parent.getText() === 'process.env["NODE_ENV"]') return false;
    const isKey = (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node;
    return !isMember && !isKey;
  };
}
