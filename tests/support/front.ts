import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, portAnswers } from "./freePort.js";

/** What stands in front of the companions: a real proxy, as a process. */
export interface Front {
  readonly port: number;
  readonly url: string;
  /** Of its first process; its workers are its children. */
  readonly pid: number;
  end(): Promise<void>;
}

/**
 * Starts a proxy that is configured for a port and a folder of its own.
 *
 * @param configure - writes its configuration there. @returns what it is started with
 */
export async function startFront(
  program: string,
  configure: (place: { folder: string; port: number }) => readonly string[],
): Promise<Front> {
  const folder = mkdtempSync(join(tmpdir(), "front-"));
  const port = await freePort();
  const child = spawn(program, configure({ folder, port }), {
    env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said = (said + text).slice(-2_000);
  });
  // A test that ends early must not leave it behind.
  const reap = () => child.kill("SIGTERM");
  process.once("exit", reap);
  // It tells nobody when it listens.
  while (!(await portAnswers(port))) {
    if (child.exitCode !== null) throw new Error(`${program} does not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
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
