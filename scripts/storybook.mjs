// The Storybook: `dev` serves it, `build` writes storybook-static/. Nothing is reported to anybody.
import { spawnSync } from "node:child_process";

const [command = "dev", ...rest] = process.argv.slice(2);
if (!["dev", "build"].includes(command)) {
  console.error(`storybook: "${command}" is neither dev nor build`);
  process.exit(2);
}
const args =
  command === "dev"
    ? ["--port", "6006", "--ci", "--no-version-updates"]
    : ["--output-dir", "storybook-static"];
const { status } = spawnSync(
  process.execPath,
  ["node_modules/storybook/dist/bin/dispatcher.js", command, "--disable-telemetry", ...args, ...rest],
  { stdio: "inherit", env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: "1", CI: process.env.CI ?? "1" } },
);
process.exit(status ?? 1);
