import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensurePrograms, findProgram } from "../../scripts/system.mjs";
import type { FaultyProxy } from "./faultyProxy.js";

/** One hop: a `server` of nginx, by what stands in its `location`, and in itself. */
export interface Hop {
  location?: string;
  server?: string;
  /** It speaks HTTP/2 over TLS, by a certificate of its own. */
  http2?: boolean;
}

const debians = "/usr/sbin/nginx";

/** The programs that are missing, installed where that is possible. */
export function missingForNginx(): string[] {
  const openssl = { command: "openssl", package: "openssl" };
  const nginx = findProgram("nginx") ? [] : [{ command: debians, package: "nginx-light" }];
  return ensurePrograms([openssl, ...nginx]).missing;
}

/**
 * Starts an nginx with these hops one before the other, the first of them the outermost.
 *
 * @param upstream what the last one passes on to
 * @param mended the hops after the fault, which nginx is told to read by `mend`
 */
export async function startNginx(
  upstream: string,
  hops: readonly Hop[],
  mended = hops,
): Promise<FaultyProxy> {
  const folder = mkdtempSync(join(tmpdir(), "networks-"));
  if (hops.some(({ http2 }) => http2)) makeCertificate(folder);
  const file = join(folder, "nginx.conf");
  // A port may be taken by another between the asking and the starting.
  for (let attempt = 1; ; attempt++) {
    const ports = await freePorts(hops.length);
    const write = (some: readonly Hop[]) => writeFileSync(file, configuration(folder, upstream, some, ports));
    write(hops);
    const child = spawn(findProgram("nginx") ?? debians, ["-p", folder, "-c", file], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    if (!(await hasStarted(child, folder))) {
      if (attempt < 5) continue;
      throw new Error(`nginx does not start:\n${said}`);
    }
    return {
      url: `${hops[0]?.http2 ? "https" : "http"}://127.0.0.1:${ports[0]}`,
      mend() {
        write(mended);
        child.kill("SIGHUP");
      },
      async close() {
        child.kill("SIGTERM");
        await ended;
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
}

function configuration(folder: string, upstream: string, hops: readonly Hop[], ports: number[]): string {
  const servers = hops.map(({ location = "", server = "", http2 }, place) => {
    const next = ports[place + 1] ? `http://127.0.0.1:${ports[place + 1]}` : upstream;
    const tls = `ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;`;
    return `server {
    listen 127.0.0.1:${ports[place]}${http2 ? " ssl http2" : ""};
    ${http2 ? tls : ""}
    ${server}
    location / { proxy_pass ${next}; ${location} }
  }`;
  });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
${process.getuid?.() === 0 ? "user root;" : ""}
pid ${folder}/nginx.pid;
error_log stderr error;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  ${servers.join("\n  ")}
}
`;
}

/** It writes its number once it listens. */
async function hasStarted(child: ChildProcess, folder: string): Promise<boolean> {
  while (child.exitCode === null) {
    if (existsSync(join(folder, "nginx.pid"))) return true;
    await pause(20);
  }
  return false;
}

/** Nginx cannot choose one by itself. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}

function makeCertificate(folder: string): void {
  const [key, cert] = ["key", "cert"].map((name) => join(folder, `${name}.pem`));
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"];
  execFileSync("openssl", [...request, "-keyout", key ?? "", "-out", cert ?? ""], { stdio: "ignore" });
}
