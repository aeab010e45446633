import { spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtFiles, root } from "./dist.js";
import { type Packed, packPackage } from "./packed.js";

const attw = join(root, "node_modules/@arethetypeswrong/cli/dist/index.js");
let packed: Packed;

beforeAll(async () => {
  packed = await packPackage();
});

afterAll(() => packed?.remove());

/** Entry points of `package.json`, with the files that a star stands for. */
function entryPoints(): string[] {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const locales = builtFiles(".js", join(root, "dist/locales")).map((file) => file.replace(".js", ""));
  const inFolder = (folder: string) =>
    locales.filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length));
  const stars: Record<string, string[]> = {
    "./locales/*": inFolder("").filter((name) => !name.includes("/")),
    "./locales/mail/*": inFolder("mail/"),
    "./locales/pages/*": [],
    "./tokens/*": readdirSync(join(root, "tokens")),
  };
  return Object.keys(exports).flatMap((entry) =>
    entry.includes("*") ? (stars[entry] ?? [""]).map((name) => entry.replace("*", name)) : [entry],
  );
}

interface Problem {
  kind: string;
  typesFileName?: string;
}

/** A CommonJS file sees declarations of its own kind; what Node gives to its `require` are the same modules as ESM. */
const isMeant = ({ kind, typesFileName = "" }: Problem) =>
  kind === "CJSResolvesToESM" ||
  (kind === "FalseCJS" && typesFileName.includes("/codat-onboarding/dist/commonjs/"));

test("TypeScript finds the types of every entry point: in bundlers, in Node's ESM and CommonJS, and with node10", () => {
  const entries = entryPoints().filter((entry) => !entry.endsWith(".css"));
  expect(entries).toEqual(
    expect.arrayContaining([".", "./core", "./locales/en", "./locales/mail/fr-CA", "./package.json"]),
  );
  // Into a file: what it writes into a pipe is cut where it ends.
  const path = join(packed.folder, "attw.json");
  const file = openSync(path, "w");
  const args = [attw, packed.tarball, "--format", "json", "--entrypoints", ...entries];
  spawnSync(process.execPath, args, { cwd: root, stdio: ["ignore", file, "inherit"] });
  closeSync(file);
  const { analysis } = JSON.parse(readFileSync(path, "utf8"));
  expect(Object.keys(analysis.entrypoints)).toEqual(expect.arrayContaining(entries));
  expect(analysis.problems.filter((problem: Problem) => !isMeant(problem))).toEqual([]);
}, 120_000);
