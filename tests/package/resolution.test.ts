import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
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

test("TypeScript finds the types of every entry point, as ESM: in bundlers, in Node, and with moduleResolution node10", async () => {
  const entries = entryPoints().filter((entry) => !entry.endsWith(".css"));
  expect(entries).toEqual(
    expect.arrayContaining([".", "./core", "./locales/en", "./locales/mail/fr-CA", "./package.json"]),
  );
  const args = [
    attw,
    packed.tarball,
    // The package is ESM: what it says to CommonJS is that it must be imported.
    "--ignore-rules",
    "cjs-resolves-to-esm",
    "--format",
    "ascii",
    "--no-color",
    "--no-emoji",
  ];
  const done = promisify(execFile)(process.execPath, [...args, "--entrypoints", ...entries], { cwd: root });
  const output = await done.then(
    ({ stdout }) => stdout,
    ({ stdout, stderr }) => `attw failed:\n${stdout}${stderr}`,
  );
  expect(output).not.toContain("attw failed");
  expect(output).not.toContain("(wildcard)");
}, 120_000);
