// `node bench/networks.mjs`: how long a customer waits behind each network, one after the other; writes bench/networks.md.
// Fails over a limit.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { root, setUp } from "../scripts/setUp.mjs";
import { ensureChromium } from "../scripts/system.mjs";

setUp();
process.env.CHROME_PATH = await ensureChromium();
/** Seconds. */
const limits = { usable: 3, handedOver: 3, worded: 8, level: 60 };
const folder = mkdtempSync(join(tmpdir(), "networks-"));
const file = join(folder, "visits.jsonl");
writeFileSync(file, "");
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--config", "tests/networks/vitest.config.ts"],
  { cwd: root, stdio: "inherit", env: { ...process.env, NETWORKS_TABLE: file } },
);
const visits = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line));
rmSync(folder, { recursive: true });

const seconds = (milliseconds) => (milliseconds === undefined ? "–" : (milliseconds / 1000).toFixed(1));
const late = visits.flatMap((visit) =>
  Object.entries(limits)
    .filter(([what, limit]) => visit[what] > limit * 1000)
    .map(([what]) => `${visit.name}: ${what}`),
);
writeFileSync(
  new URL("networks.md", import.meta.url),
  `# Behind the networks that people have

Made by \`node bench/networks.mjs\`, one network after the other: a real Chromium, nginx as its distribution has it, the
built package, the companion before the fake Codat. Seconds, on a machine with a load of ${loadavg()[0].toFixed(1)}.

- **leads on**: from the opening of the page until a press on its button had led to Codat; where nothing of the companion
  comes through, until the button was a link. At most ${limits.usable}.
- **hands over**: until a mail stood ready with a link for a colleague. At most ${limits.handedOver}.
- **says so**: until the page said that nothing comes, where that is so. At most ${limits.worded}.
- **level**: from the end of the fault until the page showed what the server has; where there is no fault, from the change
  at Codat. At most ${limits.level}.

| between the page and the companion | leads on | hands over | says so | level |
|---|---|---|---|---|
${visits
  .map(
    ({ name, ...times }) =>
      `| ${name} | ${Object.keys(limits)
        .map((what) => seconds(times[what]))
        .join(" | ")} |`,
  )
  .join("\n")}
`,
);
for (const one of late) console.error(`bench: over its limit: ${one}`);
process.exit(status || late.length > 0 ? 1 : 0);
