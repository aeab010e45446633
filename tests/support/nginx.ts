import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findProgram } from "../../scripts/system.mjs";
import { freePort } from "./freePort.js";

/** Debian's, or whatever is on PATH; tests that need one are skipped, and counted, where there is none. */
export const nginxProgram: string | undefined = findProgram("nginx");
if (!nginxProgram) console.warn("There is no nginx on PATH: what needs a real one is skipped.");

/** A real nginx in front of several companions, as `docs/redis.md` has it. */
export interface Nginx {
  readonly port: number;
  readonly url: string;
  /** Of the master; its workers are its children. */
  readonly pid: number;
  end(): Promise<void>;
}

/** @param ports - where the companions are; one that is away is passed over for a second */
export async function startNginx(ports: readonly number[]): Promise<Nginx> {
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
  upstream onboarding {
    ${ports.map((one) => `server 127.0.0.1:${one} max_fails=1 fail_timeout=1s;`).join("\n    ")}
    keepalive 64;
  }
  server {
    listen 127.0.0.1:${port} backlog=8192;
    location ~ ^/(api/codat|connect)/ {
      proxy_pass http://onboarding;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host:$server_port;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_read_timeout 60s;
    }
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
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error("nginx does not start.");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => say(true)).once("error", () => say(false));
  });
}
