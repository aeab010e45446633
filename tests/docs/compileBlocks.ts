import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { freshApps, freshFolders } from "../hosts/support/freshFolders.js";
import { isDeclaredIn, namesUsedIn } from "./identifiers.js";
import { type Block, type Page, root } from "./page.js";

/** A file that is only in memory. */
interface VirtualFile {
  text: string;
  /** The block that it was made of; without one it is a file that a host has already. */
  block?: Block & { page: string };
}

const scripts = new Set(["ts", "tsx", "js", "jsx", "mjs"]);
const virtualRoot = join(root, "tests/docs/pages");

const entries: Record<string, string> = {
  "codat-onboarding/live": "src/live.ts",
  "codat-onboarding": "src/index.ts",
  "codat-onboarding/server": "src/server/index.ts",
  "codat-onboarding/redis": "src/redis/index.ts",
  "codat-onboarding/opentelemetry": "src/opentelemetry/index.ts",
  "codat-onboarding/testing": "src/testing/index.ts",
  "codat-onboarding/core": "src/core/index.ts",
};

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  strict: true,
  exactOptionalPropertyTypes: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
  skipLibCheck: true,
  resolveJsonModule: true,
  types: ["node"],
  paths: Object.fromEntries([
    ...Object.entries(entries).map(([name, file]) => [name, [join(root, file)]]),
    ["codat-onboarding/locales/mail/*", [join(root, "src/locales/mail/mail.ts")]],
    ["codat-onboarding/locales/*", [join(root, "src/locales/locale.ts")]],
    ["codat-onboarding/tokens/*", [join(root, "tokens/*")]],
    ["prelude", [join(root, "tests/docs/prelude.ts")]],
  ]),
};

/** Type-checks the blocks of all pages in one program: what is wrong, each with its place. */
export function compileBlocks(pages: readonly Page[]): string[] {
  const files = new Map(pages.flatMap((page) => [...filesOf(page)]));
  const ambient = join(root, "tests/docs/hostModules.d.ts");
  const program = ts.createProgram([...files.keys(), ambient], options, hostOf(files));
  return [...files].flatMap(([path, { text, block }]) => {
    const source = program.getSourceFile(path);
    if (!source || !block) return [];
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found
      .filter(({ code }) => !(isScript(path) && code >= 7000 && code < 7100))
      .map(({ start = 0, messageText }) => {
        const line = block.line + text.slice(0, start).split("\n").length - 1;
        return `${block.page}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
      });
  });
}

/** The project of a page, by path. */
function filesOf(page: Page): Map<string, VirtualFile> {
  const folder = join(virtualRoot, page.path.replaceAll(/\W+/g, "-"));
  const files = new Map<string, VirtualFile>();
  for (const [path, text] of hostFiles(page)) files.set(join(folder, path), { text });
  for (const [index, block] of page.blocks.entries()) {
    if (!scripts.has(block.language)) continue;
    const path = join(folder, block.file ?? `block-${index + 1}.${block.language}`);
    if (files.get(path)?.block) throw new Error(`${page.path}:${block.line}: ${block.file} is there already`);
    files.set(path, {
      text: block.part ? wholeFileOf(block) : `${block.code}\nexport {};`,
      block: { ...block, page: page.path },
    });
  }
  return files;
}

/** What a host has already, in the project of its page. */
function hostFiles({ path }: Page): [string, string][] {
  const app = freshApps.find((name) => path === `docs/frameworks/${name}.md`);
  return (app ? freshFolders(app) : []).flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(tsx?|jsx?|mjs)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file): [string, string] => [file.slice(folder.length + 1), readFileSync(file, "utf8")]),
  );
}

/** A fragment as a module: with the imports that it leaves out, on its first line, and JSX in one element. */
function wholeFileOf({ code, language }: Block): string {
  const { statements } = ts.createSourceFile(`part.${language}x`, code, options.target ?? 99, true);
  const start = statements.find((one) => !ts.isImportDeclaration(one))?.getStart() ?? code.length;
  const body = code[start] === "<" ? `${code.slice(0, start)}<>${code.slice(start)}</>;` : code;
  const source = ts.createSourceFile("part.tsx", body, options.target ?? 99, true);
  const missing = [...namesUsedIn(source)].filter((name) => !isDeclaredIn(source, name));
  const isJs = !language.startsWith("ts");
  return `${missing.map((name) => importOf(name, isJs)).join("")}${body}\nexport {};`;
}

const exported = Object.entries({ ...entries, prelude: "tests/docs/prelude.ts" }).map(
  ([specifier, file]) => ({ specifier, names: exportsOf(file) }),
);

function importOf(name: string, isJs: boolean): string {
  const kinds = isJs ? (["value"] as const) : (["value", "type"] as const);
  for (const kind of kinds) {
    const home = exported.find(({ names }) => names.get(name) === kind);
    if (home) return `import { ${kind === "type" ? "type " : ""}${name} } from "${home.specifier}"; `;
  }
  return "";
}

/** What a module exports by name. */
function exportsOf(file: string): Map<string, "value" | "type"> {
  const text = readFileSync(join(root, file), "utf8");
  const names = new Map<string, "value" | "type">();
  for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.Latest).statements) {
    if (ts.isExportDeclaration(node) && node.exportClause && ts.isNamedExports(node.exportClause)) {
      for (const { name, isTypeOnly } of node.exportClause.elements)
        names.set(name.text, node.isTypeOnly || isTypeOnly ? "type" : "value");
    }
    if (ts.isFunctionDeclaration(node) && node.name) names.set(node.name.text, "value");
    if (ts.isVariableStatement(node)) {
      for (const { name } of node.declarationList.declarations)
        if (ts.isIdentifier(name)) names.set(name.text, "value");
    }
  }
  return names;
}

/** The disk, with the files laid over it. */
function hostOf(files: ReadonlyMap<string, VirtualFile>): ts.CompilerHost {
  const disk = ts.createCompilerHost(options);
  return {
    ...disk,
    fileExists: (path) => files.has(path) || disk.fileExists(path),
    readFile: (path) => files.get(path)?.text ?? disk.readFile(path),
    directoryExists: (path) => path.startsWith(virtualRoot) || !!disk.directoryExists?.(path),
    getSourceFile(path, target, onError) {
      const file = files.get(path);
      return file
        ? ts.createSourceFile(path, file.text, target, true)
        : disk.getSourceFile(path, target, onError);
    },
  };
}

function isScript(path: string): boolean {
  return /\.(js|jsx|mjs)$/.test(path);
}
