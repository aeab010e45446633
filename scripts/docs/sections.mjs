// What the reference says of one export.
import ts from "typescript";
import { exampleOf, summaryOf, tagsOf } from "./comments.mjs";
import { checker } from "./exports.mjs";
import { tableOf, tableOfType } from "./tables.mjs";

const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias;

/** The section of an export: heading, what it is, its shape. */
export function sectionOf(one, heading, all) {
  return paragraphs(`${heading} \`${one.name}\``, summaryOf(one.node), ...shapeOf(one, all));
}

/** Joins what is there. */
export function paragraphs(...texts) {
  return texts.filter(Boolean).join("\n\n");
}

function shapeOf({ kind, node, symbol }, all) {
  if (kind === "interface") return interfaceShape(node, all);
  if (kind === "type") return [aliasShape(node, symbol)];
  if (kind === "class") return [tableOf([...node.members])];
  return signatureShape(node, symbol);
}

function signatureShape(node, symbol) {
  const type = checker.getTypeOfSymbolAtLocation(symbol, node);
  const calls = type.getCallSignatures();
  if (calls.length === 0) return [`\`${symbol.name}: ${checker.typeToString(type, node, flags)}\``];
  const example = exampleOf(node);
  return [
    ...calls.map(({ declaration }) => `\`${signatureText(symbol.name, declaration)}\``),
    [
      ...tagsOf(node, "param").map((text) => `- ${text.replace(/^(\w+)(?: -)? ?/, "`$1`: ")}`),
      ...tagsOf(node, "returns").map((text) => `- Returns ${text}`),
      ...tagsOf(node, "throws").map((text) => `- Throws ${text.replace(/^OnboardingError /, "")}`),
    ].join("\n"),
    example && `\`\`\`tsx part\n${example}\n\`\`\``,
  ];
}

function signatureText(name, declaration) {
  const parameters = declaration.parameters.map((one) => one.getText()).join(", ");
  const returned = declaration.type?.getText() ?? "void";
  return `${name}(${parameters}): ${returned}`.replace(/\s+/g, " ");
}

function aliasShape(node, symbol) {
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  const isDerived = ts.isTypeReferenceNode(node.type) && /^(Pick|Omit)</.test(node.type.getText());
  if (isDerived) return tableOfType(type);
  const isComputed = /\btypeof\b/.test(node.type.getText());
  const text = isComputed ? checker.typeToString(type, node, flags) : node.type.getText();
  const line = text.replace(/\s+/g, " ").replace(/^\| /, "");
  return `\`${line.replaceAll("< ", "<").replaceAll(" > ", "> ")}\``;
}

/** Its own members, and those of what it extends, unless that has a section of its own. */
function interfaceShape(node, all) {
  const bases = (node.heritageClauses ?? []).flatMap(({ types }) => [...types]);
  const isKnown = (base) => all.some(({ name }) => name === base.expression.getText());
  const hasOther = bases.some((base) => !isKnown(base));
  const known = bases.filter(isKnown).map((base) => `\`${base.getText().replace(/\s+/g, " ")}\``);
  return [
    known.length > 0 && !hasOther ? `And what ${new Intl.ListFormat("en").format(known)} has.` : "",
    hasOther ? tableOfType(checker.getTypeAtLocation(node)) : tableOf([...node.members]),
  ];
}
