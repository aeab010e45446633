import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { root } from "./setUp.mjs";

/**
 * How many test bodies stand in these test files and in the suites of `tests/` that they import: calls of `it` and
 * `test`, each once however many cases it runs as.
 */
export function countBodies(files) {
  const sources = new Map();
  const queue = [...files];
  for (let path = queue.pop(); path; path = queue.pop()) {
    if (sources.has(path)) continue;
    const text = readFileSync(path, "utf8");
    sources.set(path, text);
    queue.push(...importedFrom(path, text));
  }
  return [...sources].reduce((sum, [path, text]) => sum + bodiesIn(path, text), 0);
}

function importedFrom(path, text) {
  return ts
    .preProcessFile(text)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .flatMap(({ fileName }) => {
      const target = join(dirname(path), fileName);
      return [target.replace(/\.js$/, ".ts"), target.replace(/\.js$/, ".tsx")];
    })
    .filter(
      (target) => /\.tsx?$/.test(target) && target.startsWith(join(root, "tests")) && existsSync(target),
    );
}

function bodiesIn(path, text) {
  let count = 0;
  const visit = (node) => {
    if (isBody(node)) count++;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return count;
}

/** A statement such as `it("…", () => {})` or `test.each(cases)("…", () => {})`. */
function isBody(node) {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  const { expression: callee, arguments: given } = node.expression;
  return isTest(callee) && given.some(ts.isFunctionLike);
}

function isTest(callee) {
  if (ts.isIdentifier(callee)) return callee.text === "it" || callee.text === "test";
  return (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee)) && isTest(callee.expression);
}
