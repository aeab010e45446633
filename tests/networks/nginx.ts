import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePrograms, findProgram } from "../../scripts/system.mjs";
import { freePort } from "../support/freePort.js";
import { startFront } from "../support/front.js";
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
  const inner = await Promise.all(hops.slice(1).map(freePort));
  let mend = () => {};
  const front = await startFront(findProgram("nginx") ?? debians, ({ folder, port }) => {
    if (hops.some(({ http2 }) => http2)) makeCertificate(folder);
    const file = join(folder, "nginx.conf");
    const write = (some: readonly Hop[]) =>
      writeFileSync(file, configuration(folder, upstream, some, [port, ...inner]));
    write(hops);
    mend = () => write(mended);
    return ["-p", folder, "-c", file, "-e", "stderr"];
  });
  return {
    url: front.url.replace("http:", hops[0]?.http2 ? "https:" : "http:"),
    mend() {
      mend();
      process.kill(front.pid, "SIGHUP");
    },
    close: front.end,
  };
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

function makeCertificate(folder: string): void {
  const [key, cert] = ["key", "cert"].map((name) => join(folder, `${name}.pem`));
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"];
  execFileSync("openssl", [...request, "-keyout", key ?? "", "-out", cert ?? ""], { stdio: "ignore" });
}
