// Builds dist/: modules, locales, declarations and styles.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { transform } from "lightningcss";

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

const source = ["src/components/tokens.css", "src/components/styles.css"]
  .map((file) => readFileSync(file))
  .join("\n");
const { code } = transform({ filename: "styles.css", code: Buffer.from(source), minify: true });
writeFileSync("dist/styles.css", code);
// TypeScript 6 asks for the types of a side-effect import.
writeFileSync("dist/styles.css.d.ts", "export {};\n");
