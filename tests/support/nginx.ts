import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../scripts/system.mjs";
import { root } from "../modules.js";
import { freePort, portAnswers } from "./freePort.js";

/** Debian's, or whatever is on PATH; tests that need one are skipped, and counted, where there is none. */
export const nginxProgram: string | undefined = findProgram("nginx");
if (!nginxProgram) console.warn("There is no nginx on PATH: what needs a real one is skipped.");

/** A real nginx in front of several companions, with the lines of `docs/redis.md`. */
export interface Nginx {
  readonly port: number;
  readonly url: string;
  /** Of the master; its workers are its children. */
  readonly pid: number;
  end(): Promise<void>;
}

/** The manual's lines: the upstream, of these companions in place of its own, and the locations that lead there. */
function documented(ports: readonly number[]): { upstream: string; locations: string } {
  const page = readFileSync(join(root, "docs/redis.md"), "utf8");
  const [, upstream = "", locations = ""] = /```text\n(upstream .+?\n}\n)\n(.+?)```/s.exec(page) ?? [];
  const servers = / *server \S+(.*;)\n/g;
  const [one] = [...upstream.matchAll(servers)];
  if (!one || !locations) throw new Error("docs/redis.md has no lines for nginx any more.");
  const ours = ports.map((port) => `  server 127.0.0.1:${port}${one[1]}\n`);
  return { upstream: upstream.replace(servers, "").replace("{\n", `{\n${ours.join("")}`), locations };
}

/** @param ports - where the companions are */
export async function startNginx(ports: readonly number[]): Promise<Nginx> {
  const { upstream, locations } = documented(ports);
  const folder = mkdtempSync(join(tmpdir(), "nginx-"));
  const port = await freePort();
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    join(folder, "nginx.conf"),
    `worker_processes 1;
daemon off;
pid ${folder}/pid;
error_log ${folder}/errors error;
events { worker_connections 30000; }
worker_rlimit_nofile 60000;
http {
  access_log off;
  ${places.map((place) => `${place}_temp_path ${folder}/${place};`).join("\n  ")}
  ${upstream}
  server {
    listen 127.0.0.1:${port} backlog=8192;
    ${locations}
  }
}
`,
  );
  const args = ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "errors")];
  const child = spawn(nginxProgram ?? "nginx", args, { stdio: ["ignore", "ignore", "inherit"] });
  // A test that ends early must not leave it behind.
  const reap = () => child.kill("SIGTERM");
  process.once("exit", reap);
  await listening(child, port);
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

/** It tells nobody when it listens. */
async function listening(child: ChildProcess, port: number): Promise<void> {
  while (!(await portAnswers(port))) {
    if (child.exitCode !== null) throw new Error("nginx does not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
