import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Page, root } from "./page.js";

const { scripts, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  peerDependencies: Record<string, string>;
};

const packages = new Set([
  "codat-onboarding",
  ...Object.keys(peerDependencies),
  "express",
  "hono",
  "@hono/node-server",
]);

/** What can be typed at a prompt, and why its words are wrong, where they are. */
const commands: Record<string, (words: readonly string[], page: Page) => string | undefined> = {
  npm: npmProblem,
  node: ([...words], page) =>
    words.filter((word) => /\.m?js$/.test(word)).find((file) => !isThere(file, page)),
  npx: ([name = ""]) => (["vite", "next"].includes(name) ? undefined : `npx ${name}`),
  git: ([verb = ""]) => (verb === "clone" ? undefined : `git ${verb}`),
  cd: () => undefined,
  curl: () => undefined,
  openssl: ([verb = ""]) => (verb === "rand" ? undefined : `openssl ${verb}`),
};

/** What nobody could type, in a block of shell commands. */
export function shellProblems(code: string, page: Page): string[] {
  return code
    .replaceAll(/\\\n/g, " ")
    .split(/\n|&&/)
    .map((line) => line.replace(/(^|\s)#.*/, "").trim())
    .filter(Boolean)
    .flatMap((line) => {
      const [command = "", ...words] = line.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word));
      const check = commands[command];
      return (check ? check(words, page) : `unknown command: ${command}`) ?? [];
    });
}

function npmProblem([verb = "", ...words]: readonly string[]): string | undefined {
  const names = words.filter((word) => !word.startsWith("-"));
  if (verb === "run") return names.find((name) => !(name in scripts));
  if (verb === "install") return names.find((name) => !packages.has(name) && !name.endsWith(".tgz"));
  if (["start", "test"].includes(verb)) return verb in scripts ? undefined : verb;
  return ["ci", "pack"].includes(verb) ? undefined : `npm ${verb}`;
}

function isThere(file: string, { blocks }: Page): boolean {
  return existsSync(join(root, file)) || blocks.some((block) => block.file === file);
}
