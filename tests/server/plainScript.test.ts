import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";
import { requireDist } from "../dist.js";

beforeAll(requireDist);

/** Runs a module in a Node process of its own, to its end. */
async function runScript(file: URL): Promise<{ code: number | null; printed: string[] }> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    write: false,
    platform: "node",
    format: "esm",
    logLevel: "silent",
    // The built package, as a script has it: without this esbuild follows tsconfig's paths.
    tsconfigRaw: {},
  });
  const child = spawn(process.execPath, ["--input-type=module"], { stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stdin.end(outputFiles[0]?.text);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, printed: output.trim().split("\n") };
}

it("a plain script gets its answers, though the companion must wait, and ends by itself", async () => {
  expect(await runScript(new URL("plainScript.ts", import.meta.url))).toEqual({
    code: 0,
    printed: ["company 200", "timers 0", "closed 200,200"],
  });
});
