// What the reference says of a part: what it renders, its own props, and the state that shows on its element.
import ts from "typescript";
import { summaryOf, tagOf } from "./comments.mjs";
import { checker } from "./exports.mjs";
import { paragraphs } from "./sections.mjs";
import { tableOf } from "./tables.mjs";

/** What all parts take has a table of its own. */
export const shared = ["StepSettings", "StepOptions", "StepCallbacks", "PartOptions", "PartProps"];

/** The section of a part; its props and state types are in it. */
export function partSection({ name, node }, all) {
  const find = (suffix) => all.find((one) => one.name === `${name}${suffix}`)?.node;
  const props = find("Props");
  const state = find("State");
  return paragraphs(
    `## \`${name}\``,
    summaryOf(node),
    props && tableOf(ownMembers(props)),
    state && `Visible as ${selectors(state)}.`,
    `Types: ${list([props && `\`${name}Props\``, state && `\`${name}State\``].filter(Boolean))}.`,
  );
}

/** Whether an export is told of in the section of its part. */
export function belongsToPart({ name }, all) {
  const [, part] = /^(.+)(?:Props|State)$/.exec(name) ?? [];
  return all.some((one) => one.kind === "component" && one.name === part);
}

/** A part's own props, and those of its options. */
function ownMembers(node) {
  const inherited = (node.heritageClauses ?? []).flatMap(({ types }) => [...types]).flatMap(optionsOf);
  return [...node.members, ...inherited];
}

/** The members of what props extend, but for what all parts share. */
function optionsOf(base) {
  const isPick = base.expression.getText() === "Pick";
  const [type, picked] = isPick ? base.typeArguments : [base];
  const declared = checker.getTypeAtLocation(type).symbol?.declarations?.[0];
  if (!declared || !ts.isInterfaceDeclaration(declared) || shared.includes(declared.name.text)) return [];
  if (declared.getSourceFile().fileName.includes("node_modules")) return [];
  return [...declared.members].filter(
    (one) => !isPick || picked.getText().includes(`"${one.name.getText()}"`),
  );
}

function selectors(node) {
  return list(node.members.map((member) => `\`${tagOf(member, "selector")}\``));
}

function list(texts) {
  return new Intl.ListFormat("en").format(texts);
}
