// Runs suites and ends with two lines: how many test bodies and cases ran, and `N passed, N failed, N skipped`.
//   node scripts/test.mjs [modes | mail | engines | access | hosts | networks | chaos | all]
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { root, setUp } from "./setUp.mjs";
import { ensureChromium, ensurePrograms } from "./system.mjs";

const vitest = (name, ...args) => ({ name, args: ["node_modules/vitest/vitest.mjs", "run", ...args] });
const long = (name, ...args) => ({
  ...vitest(name, "--project", "node", ...args),
  env: { LAW_RUNS: "200000" },
});
const check = (name, ...args) => ({ name, args, counts: false });

const suites = {
  default: [
    check("types", "node_modules/typescript/bin/tsc", "--noEmit"),
    check("lint", "node_modules/@biomejs/biome/bin/biome", "check"),
    check("the reference", "scripts/docs.mjs", "--check"),
    // Much of it waits: for a browser, for servers, for processes of its own.
    vitest("unit, package, examples", "--project", "node", `--maxWorkers=${availableParallelism()}`),
    vitest("components on React 18 and 19", "--project", "react-*", "--project", "ssr-*"),
    // The Storybook is built by one core, and the stories run in one tab.
    {
      ...vitest("stories, and some of the docs pages", "--project", "stories", "--project", "storybook"),
      env: {
        DOCS_SAMPLE: "Components/ConnectionStatus,Components/InviteStatus,Components/ShareLink,Recipes",
      },
    },
  ],
  modes: [vitest("components on React 18 in StrictMode, and on 19 outside", "--project", "crossed-*")],
  mail: [vitest("mail clients", "--config", "tests/mail/vitest.config.ts")],
  engines: [vitest("engines", "--project", "engines")],
  access: [
    { ...vitest("stories by two rule engines", "--project", "stories"), env: { EVERY_RULE: "on" } },
    {
      ...vitest("pages by two rule engines", "--project", "react-pages", "pages/access"),
      env: { EVERY_RULE: "on" },
    },
    vitest("the Storybook's docs pages", "--project", "storybook"),
  ],
  hosts: [vitest("host apps", "--config", "tests/hosts/vitest.config.ts")],
  networks: [vitest("networks", "--config", "tests/networks/vitest.config.ts")],
  chaos: [
    long("laws at length", "tests/core/mail/mailtoLaws.test.ts"),
    long("a million webhooks", "tests/server/webhooks/webhookLaws.test.ts"),
    long("readings and webhooks in any order", "interleavings"),
    { ...long("a million cuts", "tests/client/sseParser.test.ts"), env: { LAW_RUNS: "1000000" } },
    long("kills, cuts and fields", ...testsIn("tests/chaos"), "streamChaos", "allowList"),
    // One after the other: each has a dozen processes of its own.
    long("four companions and what fails around them", "tests/chaos/companions", "--no-file-parallelism"),
    {
      ...long("ten thousand idle streams for ten minutes", "tests/chaos/idleStreams"),
      env: { IDLE_MINUTES: process.env.IDLE_MINUTES ?? "10" },
    },
  ],
};

/** Those in the folder itself. */
function testsIn(folder) {
  const names = readdirSync(`${root}${folder}`).filter((name) => name.endsWith(".test.ts"));
  return names.map((name) => `${folder}/${name}`);
}

const asked = process.argv[2] ?? "default";
const chosen = asked === "all" ? Object.values(suites).flat() : suites[asked];
if (!chosen) {
  console.error(`test: there is no suite "${asked}"; there are ${Object.keys(suites).join(", ")} and all`);
  process.exit(2);
}

setUp();
process.env.CHROME_PATH = await ensureChromium();
const { missing } = ensurePrograms([
  { command: "redis-server", package: "redis-server" },
  { command: "nginx", package: "nginx-light" },
  { command: "caddy", package: "caddy" },
]);
for (const name of missing)
  console.warn(`test: no ${name} here, and none could be installed: what needs it is skipped, and counted`);
const totals = { passed: 0, failed: 0, skipped: 0 };
/** The test files that ran, each with its number of cases. */
const files = {};
for (const suite of chosen) {
  console.log(`\n── ${suite.name}`);
  const counted = runSuite(suite);
  for (const key in totals) totals[key] += counted[key];
  for (const [path, cases] of Object.entries(counted.files ?? {})) files[path] = (files[path] ?? 0) + cases;
}
console.log(`\n${await written()}`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);

function runSuite({ name, args, env = {}, counts = true }) {
  const results = `${root}.cache/results/${name.replaceAll(/\W+/g, "-")}.json`;
  rmSync(results, { force: true });
  mkdirSync(`${root}.cache/results`, { recursive: true });
  const reporters = counts ? ["--reporter=default", `--reporter=${root}scripts/countReporter.mjs`] : [];
  const { status } = spawnSync(process.execPath, [...args, ...reporters], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env, TEST_COUNTS: results },
    timeout: 45 * 60_000,
  });
  if (!counts || !existsSync(results))
    return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  const counted = JSON.parse(readFileSync(results, "utf8"));
  // A run that fails without a failed test (an unhandled error, a lost browser) is a failure all the same.
  return { ...counted, failed: counted.failed || (status === 0 ? 0 : 1) };
}

/** What was written by hand, beside the cases that it ran as: a body may run on two Reacts and on many inputs. */
async function written() {
  // TypeScript is there only after the set-up.
  const { countBodies } = await import("./testBodies.mjs");
  const sum = (some) => some.reduce((all, [, cases]) => all + cases, 0);
  const all = Object.entries(files);
  const stories = all.filter(([path]) => path.includes(".stories."));
  const bodies = countBodies(all.filter((file) => !stories.includes(file)).map(([path]) => path));
  const checks = chosen.filter(({ counts = true }) => !counts).length;
  const [bodyCount, storyCount, caseCount] = [bodies, sum(stories), sum(all)].map((count) =>
    count.toLocaleString("en"),
  );
  return `${bodyCount} test bodies and ${storyCount} stories in ${caseCount} cases, and ${checks} checks`;
}
