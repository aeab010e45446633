// Tables of members: props, options, fields, methods.
import ts from "typescript";
import { summaryOf, tagOf, tagsOf } from "./comments.mjs";
import { checker } from "./exports.mjs";

/** A table of the members of an interface, by their declarations. */
export function tableOf(members) {
  const rows = members.filter(isNamed).map((member) => row(nameOf(member), typeOf(member), member));
  return table(rows);
}

/** A table of the properties of any object type, whatever it was derived from. */
export function tableOfType(type) {
  const rows = checker.getPropertiesOfType(type).map((property) => {
    const member = property.declarations?.[0];
    return member && isNamed(member)
      ? row(nameOf(member), typeOf(member), member)
      : `| \`${property.name}\` | ${code(checker.typeToString(checker.getTypeOfSymbol(property)))} | |`;
  });
  return table(rows);
}

function table(rows) {
  return rows.length > 0 ? ["| name | type | |", "| --- | --- | --- |", ...rows].join("\n") : "";
}

function row(name, type, member) {
  const [fallback] = [tagOf(member, "default")];
  const text = [
    summaryOf(member),
    ...tagsOf(member, "returns").map((what) => `Returns ${what}.`),
    fallback && `Default: ${fallback}.`,
  ];
  return `| \`${name}\` | ${code(type)} | ${escaped(text.filter(Boolean).join(" ").replaceAll("..", "."))} |`;
}

function isNamed(member) {
  const isField = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member);
  return ts.isMethodSignature(member) || (isField && !!member.type);
}

function nameOf(member) {
  return `${member.name.getText()}${member.questionToken ? "?" : ""}`;
}

/** As it is written; that an optional member may be `undefined` goes without saying. */
function typeOf(member) {
  if (ts.isMethodSignature(member)) {
    const parameters = member.parameters.map((one) => one.getText()).join(", ");
    return `(${parameters}) => ${member.type.getText()}`;
  }
  const text = member.type.getText().replaceAll(/(\?: [^;{}]+?) \| undefined\b/g, "$1");
  return member.questionToken ? text.replace(/\s*\| undefined$/, "") : text;
}

/** A type as code in a cell. */
function code(type) {
  const plain = type.replace(/\s+/g, " ").replace(/^ ?\| /, "");
  return `\`${escaped(plain.replace(/^\(((?:[^()]|\([^()]*\))*)\)$/, "$1"))}\``;
}

function escaped(text) {
  return text.replaceAll("|", "\\|");
}
