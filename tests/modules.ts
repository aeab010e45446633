import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";

/** One module of a tree of sources: what it says, and what it reaches for. */
export interface Module {
  /** Its path in the tree, with `/`. */
  path: string;
  source: ts.SourceFile;
  /** Modules and packages it imports, types too; its own tree's as paths in it. */
  imports: string[];
  /** The names it exports. */
  exports: string[];
  /** Whether it begins with `"use client"`. */
  isClient: boolean;
}

export const root = join(import.meta.dirname, "..");

/** Every module of a folder whose name ends so. */
export function modulesIn(folder: string, endings: RegExp): Module[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => endings.test(file) && !file.startsWith("node_modules/"))
    .sort()
    .map((path) => moduleAt(folder, path));
}

function moduleAt(folder: string, path: string): Module {
  const kind = path.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const text = readFileSync(join(folder, path), "utf8");
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind);
  return {
    path,
    source,
    imports: specifiers(source).map((name) => (name.startsWith(".") ? resolve(path, name) : name)),
    exports: exportedNames(source),
    isClient: isDirective(source.statements[0], "use client"),
  };
}

/** Every node below one, depth first. */
export function* nodesIn(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesIn(child);
}

function specifiers(source: ts.SourceFile): string[] {
  return [...nodesIn(source)].flatMap((node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return textOf(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      return textOf(node.argument.literal);
    const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    return isImport ? textOf(node.arguments[0]) : [];
  });
}

function textOf(node: ts.Node | undefined): string[] {
  return node && ts.isStringLiteralLike(node) ? [node.text] : [];
}

function resolve(from: string, specifier: string): string {
  return posix.join(posix.dirname(from), specifier);
}

function exportedNames(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const clause = statement.exportClause;
      return clause && ts.isNamedExports(clause) ? clause.elements.map(({ name }) => name.text) : ["*"];
    }
    if (ts.isExportAssignment(statement)) return ["default"];
    const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
    if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    }
    return [(statement as ts.DeclarationStatement).name?.getText() ?? "default"];
  });
}

function isDirective(statement: ts.Statement | undefined, text: string): boolean {
  return Boolean(
    statement &&
      ts.isExpressionStatement(statement) &&
      ts.isStringLiteral(statement.expression) &&
      statement.expression.text === text,
  );
}
