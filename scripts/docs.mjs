// Writes the reference of every part into README.md, from the sentences beside the types. `--check` only compares.
import { readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";
import { root } from "./setUp.mjs";

const parts = [
  "AuthStep",
  "ConnectCTA",
  "ConnectHint",
  "CantSignInFallback",
  "FallbackTrigger",
  "FallbackPanel",
  "FallbackAnswers",
  "DeviceNotice",
  "InviteByMailto",
  "InviteLink",
  "InviteAfter",
  "InviteMessage",
  "InviteRecipient",
  "CopyLink",
  "CopyMessage",
  "ShareLink",
  "WebmailLinks",
  "LinkQRCode",
  "SkipStep",
  "ConsentNotice",
  "OnboardingDefaults",
  "OnboardingProvider",
  "ConnectionStatus",
  "DataStatus",
  "InviteStatus",
];
const shared = {
  StepSettings: "Settings of every part",
  StepOptions: "What the host knows",
  StepCallbacks: "Callbacks",
  PartOptions: "The element of every part",
};

const files = ts.sys
  .readDirectory(`${root}src`, [".ts", ".tsx"])
  .filter((file) => !/\/(testing|server)\//.test(file));
const interfaces = new Map();
const summaries = new Map();
for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  for (const node of source.statements) {
    if (ts.isInterfaceDeclaration(node)) interfaces.set(node.name.text, node);
    if (ts.isFunctionDeclaration(node) && node.name) summaries.set(node.name.text, comment(node));
    if (ts.isVariableStatement(node))
      summaries.set(node.declarationList.declarations[0].name.getText(), comment(node));
  }
}

const doors = ["index.ts", "live.ts"].map((file) => readFileSync(`${root}src/${file}`, "utf8")).join();
const missing = [...doors.matchAll(/type (\w+)Props\b/g)]
  .map(([, name]) => name)
  .filter((name) => !parts.includes(name));
if (missing.length > 0) throw new Error(`docs: ${missing.join(", ")} should stand in the list of parts`);

const path = `${root}README.md`;
const readme = readFileSync(path, "utf8");
const marked = /(<!-- reference -->\n)[\s\S]*(<!-- \/reference -->)/;
const fresh = readme.replace(marked, (_, open, close) => `${open}\n${reference()}\n${close}`);
if (process.argv.includes("--check")) {
  if (fresh !== readme) {
    console.error("docs: the reference in README.md is stale; run `npm run docs`");
    process.exit(1);
  }
} else writeFileSync(path, fresh);

function reference() {
  const common = Object.entries(shared).map(
    ([name, title]) => `#### ${title}\n\n${table(interfaces.get(name).members)}`,
  );
  const each = parts.map((name) => {
    const props = interfaces.get(`${name}Props`);
    const state = interfaces.get(`${name}State`);
    return [
      `#### \`${name}\``,
      summaries.get(name),
      props && membersOf(props).length > 0 ? table(membersOf(props)) : "",
      state ? `Visible as ${selectors(state)}.` : "",
    ]
      .filter(Boolean)
      .join("\n\n");
  });
  return [...each, ...common].join("\n\n");
}

/** A part's own props, and those of its options; what all parts share has a table of its own. */
function membersOf(node) {
  const inherited = (node.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap((type) => {
      const name = type.expression.getText();
      const [base, picked] = name === "Pick" ? type.typeArguments.map((one) => one.getText()) : [name];
      if (base in shared || !interfaces.has(base)) return [];
      const { members } = interfaces.get(base);
      return picked
        ? members.filter((member) => picked.includes(`"${member.name.getText()}"`))
        : [...members];
    });
  return [...node.members, ...inherited];
}

function table(members) {
  const rows = members.filter(ts.isPropertySignature).map((member) => {
    const type = member.type
      .getText()
      .replace(/ \| undefined$/, "")
      .replace(/\s+/g, " ")
      .replaceAll("|", "\\|");
    const fallback = tag(member, "default");
    const text = [comment(member), fallback && `Default: ${fallback}.`].filter(Boolean).join(" ");
    return `| \`${member.name.getText()}\` | \`${type.replace(/^\((.*)\)$/, "$1")}\` | ${text.replaceAll("|", "\\|")} |`;
  });
  return ["| prop | type | |", "| --- | --- | --- |", ...rows].join("\n");
}

function selectors(node) {
  const names = node.members.map((member) => `\`${tag(member, "selector")}\``);
  return new Intl.ListFormat("en").format(names);
}

function comment(node) {
  const text = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.comment) ?? "";
  return text
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .replace(/\s+/g, " ")
    .trim();
}

function tag(node, name) {
  const found = ts.getJSDocTags(node).find((one) => one.tagName.text === name);
  return found && ts.getTextOfJSDocComment(found.comment)?.trim();
}
