import { createOnboardingServer, toNodeHandler } from "codat-onboarding/server";
import { createFakeCodat } from "codat-onboarding/testing";
import { serve } from "../../support/nodeServer.js";
import { apiKey, codatUrl, webhookSecret } from "../companionTest.js";

/** A host with a look of its own, its companion on its origin, and a fake Codat behind it. */
export interface PageSite {
  /** A customer of these names asks for an invite. */
  invite(
    wish: Record<string, unknown>,
    names: { name: string; user: string },
  ): Promise<{ url: string; id: string }>;
  /** Its state as its customer sees it. */
  state(id: string): Promise<string | undefined>;
  /** What browsers asked the host for. */
  requests: { path: string; referer: string }[];
  close(): Promise<void>;
}

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" width="140" height="36"><rect width="140" height="36" rx="8"/></svg>';

export async function openPageSite(): Promise<PageSite> {
  const fake = createFakeCodat({ baseUrl: codatUrl, apiKey, oneTimeLinks: true });
  const requests: PageSite["requests"] = [];
  const owners = new Map<string, string>();
  let handle: ReturnType<typeof toNodeHandler> | undefined;
  const host = await serve((request, response) => {
    const { url: path = "", headers } = request;
    requests.push({ path, referer: headers.referer ?? "" });
    if (path === "/acme.svg") return void response.setHeader("content-type", "image/svg+xml").end(logo);
    if (path === "/acme.woff2") return void response.writeHead(404).end();
    handle?.(request, response);
  });
  const companion = createOnboardingServer({
    apiKey,
    webhookSecret,
    appName: "Acme Lending",
    apiUrl: codatUrl,
    linkHosts: [new URL(codatUrl).host],
    supportContact: "help@acme.example",
    privacyUrl: "/privacy",
    fetch: fake.fetch,
    invites: {
      secret: "what these links are signed with, for a while",
      publicUrl: host.url,
      logo: "/acme.svg",
      colors: { accent: "#0b5c43" },
      font: '"Acme Sans", sans-serif',
      fontFile: "/acme.woff2",
      radius: "4px",
    },
    authenticate({ headers }) {
      const session = headers.get("x-session");
      const { id, name, user } = session ? JSON.parse(decodeURIComponent(session)) : {};
      return id ? { id, name, user: { id, name: user } } : null;
    },
  });
  handle = toNodeHandler(companion);

  const ask = async (session: string, init: RequestInit = {}) => {
    const headers = { "content-type": "application/json", origin: host.url, "x-session": session };
    return (await fetch(`${host.url}/api/codat/invites`, { ...init, headers })).json() as Promise<never>;
  };

  return {
    requests,
    async invite(wish, names) {
      // A business for each wish: like ones would get the same invite.
      const session = encodeURIComponent(JSON.stringify({ id: JSON.stringify([wish, names]), ...names }));
      const body = JSON.stringify({ sourceType: "accounting", prepared: true, ...wish });
      const made = await ask(session, { method: "POST", body });
      owners.set((made as { id: string }).id, session);
      return made;
    },
    async state(id) {
      const { invites } = (await ask(owners.get(id) ?? "")) as { invites: { id: string; state: string }[] };
      return invites.find((one) => one.id === id)?.state;
    },
    async close() {
      await companion.close();
      await host.close();
    },
  };
}
