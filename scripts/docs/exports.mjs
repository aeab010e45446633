// What the package exports, by entry, as TypeScript sees it.
import ts from "typescript";
import { root } from "../setUp.mjs";

export const entries = {
  "codat-onboarding": "src/index.ts",
  "codat-onboarding/live": "src/live.ts",
  "codat-onboarding/core": "src/core/index.ts",
  "codat-onboarding/server": "src/server/index.ts",
  "codat-onboarding/redis": "src/redis/index.ts",
  "codat-onboarding/opentelemetry": "src/opentelemetry/index.ts",
  "codat-onboarding/testing": "src/testing/index.ts",
};

const { options } = ts.getParsedCommandLineOfConfigFile(
  `${root}tsconfig.json`,
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic() {} },
);
const program = ts.createProgram(
  Object.values(entries).map((file) => root + file),
  options,
);
export const checker = program.getTypeChecker();

/** Every export, once: its name, where it may be imported from, and its declaration. */
export function readExports() {
  const found = new Map();
  for (const [entry, file] of Object.entries(entries)) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(root + file));
    for (const alias of checker.getExportsOfModule(module)) {
      const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
      const known = found.get(symbol);
      if (known) known.entries.push(entry);
      else found.set(symbol, { name: alias.name, entries: [entry], symbol, node: symbol.declarations[0] });
    }
  }
  return [...found.values()].map((one) => ({ ...one, kind: kindOf(one) }));
}

function kindOf({ name, node }) {
  if (ts.isInterfaceDeclaration(node)) return "interface";
  if (ts.isTypeAliasDeclaration(node)) return "type";
  if (ts.isClassDeclaration(node)) return "class";
  if (/^use[A-Z]/.test(name)) return "hook";
  if (/^[A-Z]/.test(name)) return "component";
  return ts.isFunctionDeclaration(node) ? "function" : "value";
}
