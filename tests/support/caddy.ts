import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findProgram } from "../../scripts/system.mjs";
import { root } from "../modules.js";
import { type Front, startFront } from "./front.js";

/** Debian's, or whatever is on PATH; tests that need one are skipped, and counted, where there is none. */
export const caddyProgram: string | undefined = findProgram("caddy");
if (!caddyProgram) console.warn("There is no caddy on PATH: what needs a real one is skipped.");

/** A real Caddy in front of several companions, by the lines of `docs/redis.md`. */
export function startCaddy(ports: readonly number[]): Promise<Front> {
  return startFront(caddyProgram ?? "caddy", ({ folder, port }) => {
    const page = readFileSync(join(root, "docs/redis.md"), "utf8");
    const [, documented = ""] = /Caddy, .+:\n\n```text\n(.+?)```/s.exec(page) ?? [];
    const url = `http://127.0.0.1:${port}`;
    const site = documented
      .replace("example.com", url)
      .replace("10.0.0.1:3000 10.0.0.2:3000", ports.map((one) => `127.0.0.1:${one}`).join(" "));
    if (!site.includes(url) || !site.includes(`:${ports[0]}`))
      throw new Error("docs/redis.md has no lines for Caddy any more.");
    const config = join(folder, "Caddyfile");
    writeFileSync(config, `{\n  admin off\n}\n${site}`);
    return ["run", "--config", config, "--adapter", "caddyfile"];
  });
}
