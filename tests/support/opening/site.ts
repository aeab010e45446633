import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type HostName, hostFolder } from "../../../scripts/pack.mjs";

/** A page with a step on it, as a host would ship it, and the page that its links lead to. */
export interface Site {
  url: string;
  /** Paths that were asked for. */
  visits: string[];
  close(): Promise<void>;
}

/** Bundles the page with the packed package and the React of a host, and serves it on the loopback. */
export async function openSite(host: HostName): Promise<Site> {
  const script = await bundle(host);
  const visits: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    visits.push(url);
    response.setHeader("content-type", url === "/page.js" ? "text/javascript" : "text/html; charset=utf-8");
    if (url === "/page.js") response.end(script);
    else if (url.startsWith("/hosted-link"))
      response.end("<!doctype html><title>Hosted Link</title>Hosted Link");
    else if (url.startsWith("/onboarding")) {
      response.end('<!doctype html><title>Onboarding</title><body><script src="/page.js"></script>');
    } else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bundle(host: HostName): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("page.tsx", import.meta.url))],
    bundle: true,
    write: false,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
    plugins: [
      {
        name: "host",
        setup: ({ onResolve, resolve }) => {
          onResolve({ filter: /^(react|react-dom|codat-onboarding)(\/|$)/ }, ({ path, pluginData, kind }) =>
            pluginData === "host"
              ? undefined
              : resolve(path, { resolveDir: hostFolder(host), kind, pluginData: "host" }),
          );
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}
