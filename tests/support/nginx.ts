import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../scripts/system.mjs";
import { root } from "../modules.js";
import { type Front, startFront } from "./front.js";

/** Debian's, or whatever is on PATH; tests that need one are skipped, and counted, where there is none. */
export const nginxProgram: string | undefined = findProgram("nginx");
if (!nginxProgram) console.warn("There is no nginx on PATH: what needs a real one is skipped.");

/** The manual's lines: the upstreams, of these companions in place of its own, and the locations that lead there. */
function documented(ports: readonly number[]): { upstreams: string; locations: string } {
  const page = readFileSync(join(root, "docs/redis.md"), "utf8");
  const [, blocks = "", locations = ""] = /```text\n(upstream .+?\n}\n)\n(location .+?)```/s.exec(page) ?? [];
  const upstreams = blocks.replace(/( *server )\S+(.*;\n)(\1.*;\n)*/g, (_all, server, options) =>
    ports.map((port) => `${server}127.0.0.1:${port}${options}`).join(""),
  );
  if (upstreams === blocks || !locations) throw new Error("docs/redis.md has no lines for nginx any more.");
  return { upstreams, locations };
}

/** A real nginx in front of several companions, with the lines of `docs/redis.md`. */
export function startNginx(ports: readonly number[]): Promise<Front> {
  const { upstreams, locations } = documented(ports);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return startFront(nginxProgram ?? "nginx", ({ folder, port }) => {
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
  ${upstreams}
  server {
    listen 127.0.0.1:${port} backlog=8192;
    ${locations}
  }
}
`,
    );
    return ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "errors")];
  });
}
