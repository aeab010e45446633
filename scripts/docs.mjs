// Writes docs/reference from the comments beside what is exported. `--check` only compares.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { referencePages } from "./docs/pages.mjs";
import { root } from "./setUp.mjs";

const folder = `${root}docs/reference/`;
const pages = referencePages();
mkdirSync(folder, { recursive: true });
const there = readdirSync(folder).filter((file) => file !== "README.md");
const stale = [...new Set([...there, ...Object.keys(pages)])].filter(
  (file) => !there.includes(file) || readFileSync(folder + file, "utf8") !== pages[file],
);
if (!process.argv.includes("--check")) {
  for (const [file, text] of Object.entries(pages)) writeFileSync(folder + file, text);
} else if (stale.length > 0) {
  console.error(`docs: ${stale.join(", ")} in docs/reference should be another; run \`npm run docs\``);
  process.exit(1);
}
