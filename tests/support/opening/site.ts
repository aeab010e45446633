import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { HostName } from "../../../scripts/pack.mjs";
import { hostBundle } from "../hostBundle.js";

/** A page with a step on it, as a host would ship it, and the page that its links lead to. */
export interface Site {
  url: string;
  /** Paths that were asked for. */
  visits: string[];
  close(): Promise<void>;
}

/** Bundles the page with the packed package and the React of a host, and serves it on the loopback. */
export async function openSite(host: HostName): Promise<Site> {
  const script = await hostBundle(host, new URL("page.tsx", import.meta.url));
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
