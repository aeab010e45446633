// Runs suites and ends with one line: `N passed, N failed, N skipped`.
//   node scripts/test.mjs [mail | engines | hosts | chaos | all]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { root, setUp } from "./setUp.mjs";
import { ensureChromium } from "./system.mjs";

const vitest = (name, ...args) => ({ name, args: ["node_modules/vitest/vitest.mjs", "run", ...args] });
const check = (name, ...args) => ({ name, args, counts: false });

const suites = {
  default: [
    check("types", "node_modules/typescript/bin/tsc", "--noEmit"),
    check("lint", "node_modules/@biomejs/biome/bin/biome", "check"),
    check("the reference", "scripts/docs.mjs", "--check"),
    vitest("unit, package, examples", "--project", "node"),
    vitest("components on React 18 and 19", "--project", "react-*", "--project", "ssr-*"),
    vitest("stories", "--project", "stories"),
  ],
  mail: [vitest("mail clients", "--config", "tests/mail/vitest.config.ts")],
  engines: [vitest("engines", "--project", "engines")],
  hosts: [vitest("host apps", "--config", "tests/hosts/vitest.config.ts")],
  chaos: [
    vitest("laws at length", "--project", "node", "tests/core/mail/mailtoLaws.test.ts"),
    vitest("a million webhooks", "--project", "node", "tests/server/webhooks/webhookLaws.test.ts"),
    vitest("readings and webhooks in any order", "--project", "node", "interleavings"),
    vitest("kills, cuts and fields", "--project", "node", "tests/chaos", "streamChaos", "allowList"),
  ],
};

const asked = process.argv[2] ?? "default";
const chosen = asked === "all" ? Object.values(suites).flat() : suites[asked];
if (!chosen) {
  console.error(`test: there is no suite "${asked}"; there are ${Object.keys(suites).join(", ")} and all`);
  process.exit(2);
}

setUp();
process.env.CHROME_PATH = await ensureChromium();
const totals = { passed: 0, failed: 0, skipped: 0 };
for (const suite of chosen) {
  console.log(`\n── ${suite.name}`);
  const counted = runSuite(suite);
  for (const key in totals) totals[key] += counted[key];
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);

function runSuite({ name, args, counts = true }) {
  const results = `${root}.cache/results/${name.replaceAll(/\W+/g, "-")}.json`;
  rmSync(results, { force: true });
  mkdirSync(`${root}.cache/results`, { recursive: true });
  const reporters = counts ? ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`] : [];
  const env = asked === "chaos" ? { LAW_RUNS: "200000" } : {};
  const { status } = spawnSync(process.execPath, [...args, ...reporters], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
    timeout: 30 * 60_000,
  });
  if (!counts || !existsSync(results))
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const report = JSON.parse(readFileSync(results, "utf8"));
  const failed = report.numFailedTests + report.testResults.filter(isBroken).length;
  // A run that fails without a failed test (an unhandled error, a lost browser) is a failure all the same.
  return {
    passed: report.numPassedTests,
    failed: failed || (status === 0 ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** A file that could not be loaded has no tests to fail. */
function isBroken({ status, assertionResults }) {
  return status === "failed" && assertionResults.length === 0;
}
