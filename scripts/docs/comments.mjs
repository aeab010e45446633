// What the comment above a declaration says.
import ts from "typescript";

/** The sentences, on one line. */
export function summaryOf(node) {
  const comment = ts.getJSDocCommentsAndTags(commented(node)).filter(ts.isJSDoc).at(-1)?.comment;
  return oneLine(ts.getTextOfJSDocComment(comment));
}

/** The text of a tag: `@default false`. */
export function tagOf(node, name) {
  return tagsOf(node, name)[0];
}

/** The texts of all tags of that name, each on one line. */
export function tagsOf(node, name) {
  return ts
    .getJSDocTags(commented(node))
    .filter((tag) => tag.tagName.text === name)
    .map((tag) => oneLine(tag.name?.getText(), ts.getTextOfJSDocComment(tag.comment)));
}

/** The code of an example, its lines kept. */
export function exampleOf(node) {
  const found = ts.getJSDocTags(commented(node)).find((tag) => tag.tagName.text === "example");
  return found && ts.getTextOfJSDocComment(found.comment);
}

/** A comment on a variable is that of its statement. */
function commented(node) {
  return ts.isVariableDeclaration(node) ? node.parent.parent : node;
}

function oneLine(...texts) {
  return texts
    .filter(Boolean)
    .join(" ")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
}
