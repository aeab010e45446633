import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type HostName, hostFolder } from "../../../scripts/pack.mjs";
import { hostBundle } from "../hostBundle.js";

/** The step's page, and pages around it. */
export interface Site {
  port: number;
  close(): Promise<void>;
}

/**
 * Serves, on the loopback: `/step`, the page; `/dialog`, the same in a modal dialog; `/markup`, what the server
 * rendered; `/frame?sandbox=…&src=…`, a page that frames another.
 */
export async function openSite(host: HostName): Promise<Site> {
  const script = await hostBundle(host, new URL("page.tsx", import.meta.url));
  const markup = await render(host);
  const styles = readFileSync(
    join(hostFolder(host), "node_modules/codat-onboarding/dist/styles.css"),
    "utf8",
  );
  const pages: Record<string, (query: URLSearchParams) => string> = {
    "/step": () => '<body><script src="/page.js"></script>',
    "/dialog": () => '<body><dialog></dialog><script src="/page.js"></script>',
    "/markup": () => `<style>${styles}</style><body>${markup}`,
    "/frame": (query) =>
      `<iframe ${query.get("attributes")} src="${query.get("src")}" width=600 height=800></iframe>`,
  };
  const server = createServer(({ url = "/" }, response) => {
    const { pathname, searchParams } = new URL(url, "http://site");
    const page = pages[pathname];
    const isScript = pathname === "/page.js";
    response.setHeader("content-type", isScript ? "text/javascript" : "text/html; charset=utf-8");
    if (isScript) response.end(script);
    else if (page) response.end(`<!doctype html><title>Onboarding</title>${page(searchParams)}`);
    else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function render(host: HostName): Promise<string> {
  const code = await hostBundle(host, new URL("markup.tsx", import.meta.url), {
    platform: "node",
    format: "cjs",
  });
  const module = { exports: {} as { markup: string } };
  new Function("module", "require", code)(module, createRequire(import.meta.url));
  return module.exports.markup;
}
