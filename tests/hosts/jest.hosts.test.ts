import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readPage } from "../docs/page.js";
import { installHost } from "./support/hostFolder.js";
import { run } from "./support/run.js";

const config = "jest.config.mjs";
const hosts = [
  { jest: "29.7.0", react: "18.3.1" },
  { jest: "30.5.2", react: "19.3.1" },
];

describe.each(hosts)("Jest $jest with jsdom and React $react", ({ jest, react }) => {
  let folder: string;
  let documented: string;

  beforeAll(async () => {
    folder = await installHost({
      name: `jest-${jest}`,
      from: "tests/hosts/jest",
      versions: { jest, "jest-environment-jsdom": jest, react, "react-dom": react },
    });
    documented = readPage("docs/start.md").blocks.find(({ file }) => file === config)?.code ?? "";
  });

  const runJest = () =>
    run(process.execPath, ["node_modules/jest/bin/jest.js", "--runInBand"], {
      cwd: folder,
      env: { NODE_ENV: "test" },
    });

  test("runs a host's tests with the line that the manual gives", async () => {
    expect(documented.match(/transformIgnorePatterns/g)).toHaveLength(1);
    await writeFile(join(folder, config), documented);
    expect(await runJest()).toMatch(/Tests: +4 passed, 4 total/);
  });

  test("needs that line", async () => {
    await writeFile(join(folder, config), documented.replace(/^.*transformIgnorePatterns.*$/m, ""));
    await expect(runJest()).rejects.toThrow(/SyntaxError|ERR_REQUIRE_ESM|Must use import/);
  });
});
