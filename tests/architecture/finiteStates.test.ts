import { join } from "node:path";
import ts from "typescript";
import { expect, it, vi } from "vitest";
import { root } from "../modules.js";
import { namesMember } from "./namedMembers.js";

vi.setConfig({ testTimeout: 120_000 });

/** Each finite state, and where its one table stands. */
const tables = [
  ["connectionStatuses", "src/core/status/connectionStatus.ts"],
  ["inviteStates", "src/core/status/inviteState.ts"],
  ["stepEvents", "src/core/step/stepEvent.ts"],
  ["platformDevices", "src/core/platforms.ts"],
  ["fallbackAnswers", "src/core/step/fallbackAnswer.ts"],
  ["stepReasons", "src/core/step/stepReason.ts"],
  ["stepViews", "src/core/step/stepView.ts"],
] as const;

const config = ts.getParsedCommandLineOfConfigFile(join(root, "tsconfig.build.json"), undefined, {
  ...ts.sys,
  onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
    throw new Error(String(messageText));
  },
});
const options: ts.CompilerOptions = { ...config?.options, noEmit: true, declaration: false };
const base = program();

/** The sources, one of them with another text; what did not change is not parsed again. */
function program(changed?: { file: string; text: string }): ts.Program {
  const host = ts.createCompilerHost(options, true);
  const getSourceFile: ts.CompilerHost["getSourceFile"] = (name, language) => {
    if (name === changed?.file) return ts.createSourceFile(name, changed.text, language, true);
    return (
      (changed && base.getSourceFile(name)) ||
      ts.createCompilerHost(options, true).getSourceFile(name, language)
    );
  };
  return ts.createProgram(config?.fileNames ?? [], options, { ...host, getSourceFile }, changed && base);
}

function tableIn(file: string, name: string): ts.ObjectLiteralExpression | ts.ArrayLiteralExpression {
  const source = base.getSourceFile(join(root, file));
  const declarations = source?.statements
    .filter(ts.isVariableStatement)
    .flatMap(({ declarationList }) => declarationList.declarations);
  let value: ts.Node | undefined = declarations?.find((one) => one.name.getText() === name)?.initializer;
  while (value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value))) value = value.expression;
  if (value && (ts.isObjectLiteralExpression(value) || ts.isArrayLiteralExpression(value))) return value;
  throw new Error(`${file} has no table ${name}.`);
}

function membersOf(table: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression): readonly string[] {
  return ts.isArrayLiteralExpression(table)
    ? table.elements.map((element) => (element as ts.StringLiteral).text)
    : table.properties.map(({ name }) => (name as ts.Identifier).text);
}

/** The text of the table's file with one more member, which is like the last. */
function withOneMore(table: ts.ObjectLiteralExpression | ts.ArrayLiteralExpression): string {
  const source = table.getSourceFile();
  const last = ts.isArrayLiteralExpression(table) ? table.elements.at(-1) : table.properties.at(-1);
  if (!last) throw new Error("An empty table.");
  const added = ts.isPropertyAssignment(last)
    ? `, unheardOf: ${last.initializer.getText()}`
    : `, "unheardOf"`;
  return source.text.slice(0, last.end) + added + source.text.slice(last.end);
}

it("type-checks as it is", () => {
  const errors = base.getSourceFiles().flatMap((file) => base.getSemanticDiagnostics(file));
  expect(errors.map(({ messageText }) => messageText)).toEqual([]);
});

it.each(tables)("one more member of %s is an error in every file that names one", (name, file) => {
  const table = tableIn(file, name);
  const members = new Set(membersOf(table));
  const sources = base.getSourceFiles().filter(({ fileName }) => fileName.startsWith(join(root, "src")));
  const naming = sources
    .filter((source) => source !== table.getSourceFile())
    .filter((source) => namesMember(source, members, base.getTypeChecker()));

  const more = program({ file: table.getSourceFile().fileName, text: withOneMore(table) });
  const hasError = ({ fileName }: ts.SourceFile) => {
    const source = more.getSourceFile(fileName);
    return source !== undefined && more.getSemanticDiagnostics(source).length > 0;
  };
  const short = ({ fileName }: ts.SourceFile) => fileName.slice(join(root, "src/").length);
  // Nobody asks about the others, and to check a file takes a while.
  expect(naming.filter((source) => !hasError(source)).map(short)).toEqual([]);
});
