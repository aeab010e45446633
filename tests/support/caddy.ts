import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../scripts/system.mjs";
import { root } from "../modules.js";
import { freePort, portAnswers } from "./freePort.js";

/** Debian's, or whatever is on PATH; tests that need one are skipped, and counted, where there is none. */
export const caddyProgram: string | undefined = findProgram("caddy");
if (!caddyProgram) console.warn("There is no caddy on PATH: what needs a real one is skipped.");

/** A real Caddy in front of several companions, by the lines of `docs/redis.md`. */
export interface Caddy {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  end(): Promise<void>;
}

export async function startCaddy(ports: readonly number[]): Promise<Caddy> {
  const folder = mkdtempSync(join(tmpdir(), "caddy-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [, documented = ""] =
    /Caddy, .+:\n\n```text\n(.+?)```/s.exec(readFileSync(join(root, "docs/redis.md"), "utf8")) ?? [];
  const site = documented
    .replace("example.com", url)
    .replace("10.0.0.1:3000 10.0.0.2:3000", ports.map((one) => `127.0.0.1:${one}`).join(" "));
  if (!site.includes(url) || !site.includes(`:${ports[0]}`))
    throw new Error("docs/redis.md reads otherwise.");
  const config = join(folder, "Caddyfile");
  writeFileSync(config, `{\n  admin off\n}\n${site}`);
  const child = spawn(caddyProgram ?? "caddy", ["run", "--config", config, "--adapter", "caddyfile"], {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ["ignore", "ignore", "ignore"],
  });
  // A test that ends early must not leave it behind.
  const reap = () => child.kill("SIGTERM");
  process.once("exit", reap);
  while (!(await portAnswers(port))) {
    if (child.exitCode !== null) throw new Error("caddy does not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    url,
    pid: child.pid ?? 0,
    async end() {
      const gone = once(child, "exit");
      child.kill("SIGTERM");
      await gone;
      process.off("exit", reap);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
