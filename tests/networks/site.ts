import { build } from "esbuild";
import { createOnboardingServer } from "../../src/server/createOnboardingServer.js";
import { type CodatServer, startCodat } from "../hosts/support/codat.js";
import { listen } from "../hosts/support/listen.js";

/** A lender's page and its companion on one address, before which the networks are put. */
export interface Site {
  url: string;
  codat: CodatServer;
  /** The company of a customer, asked for past all networks; it is made where there is none. */
  company(customer: string): Promise<{ id: string; connections: { status: string }[] }>;
  close(): Promise<void>;
}

/** The page says in its address who is signed in, and a cookie repeats it. */
export async function startSite(): Promise<Site> {
  const [codat, script] = await Promise.all([startCodat(), bundlePage()]);
  const { CODAT_API_KEY, CODAT_API_URL, CODAT_LINK_HOST, CODAT_WEBHOOK_SECRET, INVITE_SECRET } = codat.env;
  const companion = createOnboardingServer({
    apiKey: CODAT_API_KEY,
    apiUrl: CODAT_API_URL,
    webhookSecret: CODAT_WEBHOOK_SECRET,
    linkHosts: CODAT_LINK_HOST ? [CODAT_LINK_HOST] : [],
    appName: "Acme Lending",
    invites: { secret: INVITE_SECRET, publicUrl: "https://apply.acme.example" },
    authenticate(request) {
      const id = /customer=([\w-]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
      return id ? { id, name: "Oak & Elm Ltd", user: { id: "sam" } } : null;
    },
  });
  const site = await listen(() => async (request) => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname.startsWith("/api/codat/")) return companion.fetch(request);
    const answer = (body: string, type: string, headers = {}) =>
      new Response(body, { headers: { "content-type": type, ...headers } });
    if (pathname === "/page.js") return answer(script, "text/javascript");
    if (pathname !== "/") return new Response(null, { status: 404 });
    const html = '<!doctype html><meta charset="utf-8"><body><script type="module" src="/page.js"></script>';
    return answer(html, "text/html", { "set-cookie": `customer=${searchParams.get("customer")}; Path=/` });
  });
  codat.tell(site.url);
  return {
    url: site.url,
    codat,
    async company(customer) {
      const headers = { cookie: `customer=${customer}`, "sec-fetch-site": "same-origin" };
      const response = await fetch(`${site.url}/api/codat/company`, { method: "POST", headers });
      return response.json();
    },
    async close() {
      await companion.close();
      await site.close();
      await codat.close();
    },
  };
}

/** The page on the built package, as a host's own build makes it. */
async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ["tests/networks/page.tsx"],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    jsx: "automatic",
    // Not that of the repository, whose paths lead to the sources.
    tsconfigRaw: {},
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
