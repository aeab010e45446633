import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { requireDist } from "../dist.js";
import { freePort } from "../support/freePort.js";
import { readPage, root } from "./page.js";

vi.setConfig({ testTimeout: 60_000 });

const { blocks } = readPage("docs/testing.md");
let folder: string;

beforeAll(async () => {
  requireDist();
  folder = await mkdtemp(join(tmpdir(), "codat-onboarding-manual-"));
  await mkdir(join(folder, "node_modules"));
  await symlink(root, join(folder, "node_modules/codat-onboarding"), "junction");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the manual's page about testing", () => {
  it("has a test that passes, as it stands", async () => {
    await writeFile(join(folder, "onboarding.test.mjs"), fileNamed("onboarding.test.mjs"));
    const { output, code } = await finished(start(["--test", "--test-reporter=tap", "onboarding.test.mjs"]));
    expect(output).toContain("# pass 1\n");
    expect(output).toContain("# fail 0\n");
    expect(code).toBe(0);
  });

  it("has a fake Codat that can be started, as it stands but for the port", async () => {
    const port = await freePort();
    await writeFile(join(folder, "codat.mjs"), fileNamed("codat.mjs").replace("4310", `${port}`));
    const secret = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;
    const child = start(["--import", asUrl(announced), "codat.mjs"], {
      PUBLIC_URL: "http://127.0.0.1:3000",
      CODAT_WEBHOOK_SECRET: secret,
    });
    const ended = finished(child);
    await Promise.race([once(child.stdout as NodeJS.EventEmitter, "data"), ended]);
    const answer = await fetch(`http://127.0.0.1:${port}/companies`, {
      headers: { authorization: `Basic ${btoa("any")}` },
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ results: [] });
    child.kill();
    await ended;
  });
});

function fileNamed(name: string): string {
  const block = blocks.find(({ file }) => file === name);
  if (!block) throw new Error(`docs/testing.md has no ${name} any more.`);
  return block.code;
}

/** Loaded before a server: says once that it listens. */
const announced = `import { Server } from "node:net";
const { listen } = Server.prototype;
Server.prototype.listen = function (...args) {
  return listen.apply(this.once("listening", () => console.log("listening")), args);
};`;

function asUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function start(args: readonly string[], more: Record<string, string> = {}): ChildProcess {
  // A test runner in a test runner must not take itself for a part of this one.
  const { NODE_OPTIONS: _, NODE_TEST_CONTEXT: __, NODE_ENV: ___, ...env } = process.env;
  return spawn(process.execPath, args, { cwd: folder, env: { ...env, ...more } });
}

async function finished(child: ChildProcess): Promise<{ output: string; code: unknown }> {
  let output = "";
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr?.on("data", (chunk: Buffer) => (output += chunk));
  const [code] = await once(child, "close");
  return { output, code };
}
