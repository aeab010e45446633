import { randomUUID } from "node:crypto";
import { createFakeCodat } from "codat-onboarding/testing";
import { listen } from "./listen.js";

/** A fake Codat on a port of its own, with the one request of Codat's API that a host makes. */
export interface CodatServer {
  url: string;
  companyId: string;
  /** What hosts are told in their environment. */
  env: Record<string, string>;
  /** Authorization headers of the requests for a link, in order. */
  linkRequests: string[];
  /** Makes the API fail. */
  broken: boolean;
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
  const listener = await listen((url) => {
    const plain = createFakeCodat({ baseUrl: url, randomUUID: withId() });
    const oneTime = createFakeCodat({ baseUrl: `${url}/one-time`, oneTimeLinks: true, randomUUID: withId() });
    plain.createCompany();
    oneTime.createCompany();
    return async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname.startsWith("/one-time/")) return oneTime.fetch(request);
      if (pathname !== `/api/companies/${companyId}`) return plain.fetch(request);
      linkRequests.push(request.headers.get("authorization") ?? "");
      if (server.broken) return new Response("No", { status: 500 });
      return Response.json({ id: companyId, redirect: oneTime.hostedLink(companyId) });
    };
  });
  const server: CodatServer = {
    url: listener.url,
    companyId,
    env: {
      CODAT_API_KEY: "test-key",
      CODAT_API_URL: `${listener.url}/api`,
      CODAT_COMPANY_ID: companyId,
      CODAT_LINK_HOST: new URL(listener.url).host,
      CODAT_LINK_TEMPLATE: `${listener.url}/company/{companyId}`,
    },
    linkRequests,
    broken: false,
    close: listener.close,
  };
  return server;
}
