// Builds dist/: modules, locales, declarations and styles.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeStyles } from "./styles.mjs";

for (const [tool, ...args] of [
  ["vite/bin/vite.js", "build", "--logLevel", "warn"],
  ["typescript/bin/tsc", "-p", "tsconfig.build.json"],
]) {
  const { status } = spawnSync(process.execPath, [`node_modules/${tool}`, ...args], {
    stdio: "inherit",
    // A test runner's NODE_ENV would put React's development build of JSX into what is shipped.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (status !== 0) process.exit(status ?? 1);
}

writeStyles();

// TypeScript lets a CommonJS file import CommonJS alone, as it sees it; Node gives such a file these same modules.
const declarations = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".d.ts"),
);
for (const file of declarations) {
  const copy = join("dist", "commonjs", file);
  mkdirSync(dirname(copy), { recursive: true });
  copyFileSync(join("dist", file), copy);
}
writeFileSync("dist/commonjs/package.json", '{ "type": "commonjs" }\n');
