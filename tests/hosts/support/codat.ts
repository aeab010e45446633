import { randomBytes, randomUUID } from "node:crypto";
import { createFakeCodat, type FakeCodat } from "codat-onboarding/testing";
import { listen } from "./listen.js";

/** A fake Codat on a port of its own. */
export interface CodatServer {
  url: string;
  /** What companions speak with. */
  api: FakeCodat;
  /** The company of static hosts, which make the one request for its link. */
  companyId: string;
  /** What hosts are told in their environment. */
  env: Record<string, string>;
  /** Authorization headers of the requests for a link, in order. */
  linkRequests: string[];
  /** Makes the API fail. */
  broken: boolean;
  /** Sends webhooks to a host, signed with the secret that it was told. */
  tell(hostUrl: string): void;
  close(): Promise<void>;
}

/** One company; its links from the API work once, those made of its id always. */
export async function startCodat(): Promise<CodatServer> {
  const companyId = randomUUID();
  const withId = () => {
    const ids = [companyId];
    return () => ids.pop() ?? randomUUID();
  };
  const linkRequests: string[] = [];
  const apis: FakeCodat[] = [];
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const listener = await listen((url) => {
    const plain = createFakeCodat({ baseUrl: url, randomUUID: withId() });
    const oneTime = createFakeCodat({ baseUrl: `${url}/one-time`, oneTimeLinks: true, randomUUID: withId() });
    const api = createFakeCodat({ baseUrl: `${url}/api`, apiKey: "test-key" });
    apis.push(api);
    plain.createCompany();
    oneTime.createCompany();
    return async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/one-time/")) return oneTime.fetch(request);
      if (!pathname.startsWith("/api/")) return plain.fetch(request);
      if (pathname !== `/api/companies/${companyId}`) return api.fetch(request);
      linkRequests.push(request.headers.get("authorization") ?? "");
      if (server.broken) return new Response("No", { status: 500 });
      return Response.json({ id: companyId, redirect: oneTime.hostedLink(companyId) });
    };
  });
  const [api] = apis;
  if (!api) throw new Error("The fake Codat has not been made.");
  const server: CodatServer = {
    url: listener.url,
    api,
    companyId,
    env: {
      CODAT_API_KEY: "test-key",
      CODAT_WEBHOOK_SECRET: secret,
      CODAT_FAKE: "1",
      CODAT_API_URL: `${listener.url}/api`,
      CODAT_COMPANY_ID: companyId,
      CODAT_LINK_HOST: new URL(listener.url).host,
      CODAT_LINK_TEMPLATE: `${listener.url}/company/{companyId}`,
      INVITE_SECRET: randomBytes(32).toString("hex"),
      PUBLIC_URL: "http://localhost:3000",
    },
    linkRequests,
    broken: false,
    tell: (hostUrl) => void api.webhooks.add({ url: `${hostUrl}/api/codat/webhooks`, secret }),
    close: listener.close,
  };
  return server;
}
