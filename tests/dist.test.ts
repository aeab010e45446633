import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { dist, requireDist } from "./dist.js";
import { type Module, modulesIn, root } from "./modules.js";

beforeAll(requireDist);

describe("what is built", () => {
  it("has a module and its declarations for every module of the source, but for mere types", () => {
    const stems = (endings: RegExp) => modulesIn(dist, endings).map(({ path }) => path.replace(endings, ""));
    const sources = modulesIn(join(root, "src"), /(?<!\.d)\.tsx?$/);
    const named = (all: readonly Module[]) => all.map(({ path }) => path.replace(/\.tsx?$/, ""));
    const declared = [...named(sources), "styles.css", "styles.layer.css"];
    expect(stems(/\.d\.ts$/)).toEqual([...declared, ...declared.map((name) => `commonjs/${name}`)].sort());
    expect(stems(/\.js$/)).toEqual(expect.arrayContaining(named(sources.filter(hasValues))));
  });

  it("has the same declarations for CommonJS files, in a folder that says so", () => {
    const { type } = JSON.parse(readFileSync(join(dist, "commonjs", "package.json"), "utf8"));
    expect(type).toBe("commonjs");
    const texts = new Map(modulesIn(dist, /\.d\.ts$/).map(({ path, source }) => [path, source.text]));
    const copies = [...texts].filter(([path]) => path.startsWith("commonjs/"));
    expect(copies.length).toBeGreaterThan(100);
    for (const [path, text] of copies) expect(text, path).toBe(texts.get(path.replace("commonjs/", "")));
  });

  it('says "use client" where the source does', () => {
    const clientsOf = (folder: string, endings: RegExp) =>
      modulesIn(folder, endings)
        .filter(({ isClient }) => isClient)
        .map(({ path }) => path.replace(/\.\w+$/, ""));
    const inSource = clientsOf(join(root, "src"), /(?<!\.d)\.tsx?$/);
    expect(inSource.length).toBeGreaterThan(20);
    expect(clientsOf(dist, /\.js$/)).toEqual(inSource);
  });

  it("brings along no package of others", () => {
    const foreign = modulesIn(dist, /\.js$/)
      .filter(({ path }) => !/^(server|redis|opentelemetry|testing)\//.test(path))
      .flatMap(({ imports }) => imports)
      .filter((name) => !name.endsWith(".js"));
    const packages = ["@tanstack/react-query", "react", "react-dom", "react/jsx-runtime", "uqr"];
    expect([...new Set(foreign)].sort()).toEqual(packages);
  });

  it.each([
    ["nothing but Node on a server", /^(server|testing)\//, ["node:crypto"]],
    ["node-redis for Redis alone", /^redis\//, ["node:crypto", "redis"]],
    ["OpenTelemetry's API for metrics alone", /^opentelemetry\//, ["@opentelemetry/api"]],
  ])("needs %s", (_, room, needed) => {
    const foreign = modulesIn(dist, /\.js$/)
      .filter(({ path }) => room.test(path))
      .flatMap(({ imports }) => imports)
      .filter((name) => !name.endsWith(".js"));
    expect([...new Set(foreign)].sort()).toEqual(needed);
  });

  it("imports nothing that is not there", () => {
    const built = modulesIn(dist, /\.js$/);
    const paths = new Set(built.map(({ path }) => path));
    const missing = built.flatMap(({ path, imports }) =>
      imports.filter((name) => name.endsWith(".js") && !paths.has(name)).map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });
});

function hasValues({ source }: Module): boolean {
  return source.statements.some(
    (one) =>
      !ts.isImportDeclaration(one) &&
      !ts.isInterfaceDeclaration(one) &&
      !ts.isTypeAliasDeclaration(one) &&
      !one.getText().startsWith("declare ") &&
      !ts.isExportAssignment(one),
  );
}

describe("without React on the machine", () => {
  it("runs core", () => {
    const { stdout, stderr, status } = withoutReact(`
      import { hostedLinkUrl, inviteMessage, mailtoUrl } from "./dist/core/index.js";
      const linkUrl = hostedLinkUrl("1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10");
      console.log(mailtoUrl(inviteMessage({ linkUrl, appName: "Acme", sourceType: "banking" })));
    `);
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^mailto:\?subject=Acme/);
    expect(status).toBe(0);
  });

  it("runs the fake Codat", () => {
    const { stderr, status } = withoutReact(`import "./dist/testing/index.js";`);
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("cannot run the components, or this would prove nothing", () => {
    const { stderr, status } = withoutReact(`import "./dist/index.js";`);
    expect(stderr).toContain("React is absent");
    expect(status).not.toBe(0);
  });
});

/** Runs a module in a Node of its own where `react` cannot be found. */
function withoutReact(script: string) {
  const hooks = `export function resolve(name, context, next) {
    if (/^react/.test(name)) throw new Error("React is absent");
    return next(name, context);
  }`;
  const register = `import { register } from "node:module"; register(${JSON.stringify(asUrl(hooks))});`;
  const args = ["--import", asUrl(register), "--input-type=module", "--eval", script];
  const { NODE_OPTIONS: _, ...env } = process.env;
  return spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", env });
}

function asUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}
