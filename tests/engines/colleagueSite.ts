import { createOnboardingServer, toNodeHandler } from "codat-onboarding/server";
import { createFakeCodat, type FakeCodat } from "codat-onboarding/testing";
import { createMovingClock } from "../support/movingClock.js";
import { type NodeServer, serve } from "../support/nodeServer.js";

/** Three origins: a host with its companion, a fake Codat, and a platform that people sign in to. */
export interface ColleagueSite {
  fake: FakeCodat;
  /** The customer asks for an invite: its link, and its id. */
  invite(wish?: Record<string, unknown>): Promise<{ url: string; id: string }>;
  /** Its state as the customer sees it. */
  state(id: string): Promise<string | undefined>;
  /** The platform's origin. */
  platformUrl: string;
  /** Where the platform and Codat were told that people came from. */
  referrers: string[];
  close(): Promise<void>;
}

const apiKey = "a-key-for-the-fake";
const webhookSecret = `whsec_${Buffer.from("what the fake signs its webhooks with").toString("base64")}`;
const form = { "content-type": "application/x-www-form-urlencoded" };

/** Serves them on the loopback: the host and the platform as 127.0.0.1, Codat as localhost, each on a port of its own. */
export async function openColleagueSite(): Promise<ColleagueSite> {
  const referrers: string[] = [];
  let companion: ReturnType<typeof createOnboardingServer> | undefined;
  const servers: NodeServer[] = [];
  const clock = createMovingClock();
  const at = async (answer: (request: Request) => Promise<Response>) => {
    const server = await serve(toNodeHandler({ fetch: answer }));
    servers.push(server);
    return server;
  };

  const host = await at(
    clock.moving(async (request) => companion?.fetch(request) ?? new Response(null, { status: 503 })),
  );
  const codat = await at((request) => answerAsCodat(request));
  const platform = await at(async (request) => {
    referrers.push(request.headers.get("referer") ?? "");
    const { pathname, searchParams } = new URL(request.url);
    const visit = searchParams.get("state") ?? "";
    if (pathname === "/allow") return to(`${codatUrl}/callback?state=${encodeURIComponent(visit)}`);
    const action = `/allow?state=${encodeURIComponent(visit)}`;
    return new Response(
      `<!doctype html><title>Sign in</title><h1>Sign in</h1><form method="post" action="${action}"><button class="allow">Allow</button></form>`,
      { headers: { "content-type": "text/html; charset=utf-8" } },
    );
  });
  const codatUrl = `http://localhost:${codat.port}`;

  const fake = createFakeCodat({
    baseUrl: codatUrl,
    apiKey,
    now: clock.now,
    oneTimeLinks: true,
    redirectUrl: `${host.url}/api/codat/return?statuscode={statusCode}&companyid={companyId}&connectionid={connectionId}&invite={invite}`,
    webhooks: { url: `${host.url}/api/codat/webhooks`, secret: webhookSecret },
  });
  companion = createOnboardingServer({
    apiKey,
    webhookSecret,
    appName: "Acme Lending",
    apiUrl: fake.baseUrl,
    // The platform's login, which in life is https, must be in the page's `form-action` too.
    linkHosts: [codatUrl, platform.url].map((url) => new URL(url).host),
    fetch: clock.moving(fake.fetch),
    now: fake.now,
    invites: { secret: "what these links are signed with, for a while", publicUrl: host.url },
    authenticate: ({ headers }) =>
      headers.get("cookie") === "customer=acme"
        ? { id: "acme", name: "Oak & Elm Ltd", user: { id: "sam", name: "Sam Patel" } }
        : null,
  });

  const post = (path: string, body = "") =>
    fake.fetch(`${codatUrl}${path}`, { method: "POST", headers: form, body });

  /** The fake's pages; only that its sign-in is at the platform, and a connection's own link leads there at once. */
  async function answerAsCodat(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    referrers.push(request.headers.get("referer") ?? "");
    const signIn = (visit: string) => to(`${platform.url}/sign-in?state=${encodeURIComponent(visit)}`);
    if (pathname === "/callback") return post(`${searchParams.get("state")}/outcome`, "outcome=connected");
    if (request.method === "GET" && pathname.endsWith("/sign-in")) {
      return signIn(pathname.slice(0, -"/sign-in".length));
    }
    const answer = await fake.fetch(request);
    const page = new Response(answer.body, answer);
    // Codat's own pages are Codat's affair.
    page.headers.delete("content-security-policy");
    if (request.method !== "GET" || !pathname.endsWith("/start")) return page;
    const visit = /action="([^"]+)\/consent"/.exec(await page.clone().text())?.[1];
    if (!visit) return page;
    await post(`${visit}/consent`);
    return signIn(visit);
  }

  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { "content-type": "application/json", cookie: "customer=acme", origin: host.url };
    const answer = await fetch(`${host.url}/api/codat${path}`, { headers, ...init });
    return answer.json() as Promise<never>;
  };

  return {
    fake,
    referrers,
    platformUrl: platform.url,
    invite: (wish = {}) =>
      ask("/invites", {
        method: "POST",
        body: JSON.stringify({ sourceType: "accounting", prepared: true, ...wish }),
      }),
    async state(id) {
      const { invites } = (await ask("/invites")) as { invites: { id: string; state: string }[] };
      return invites.find((one) => one.id === id)?.state;
    },
    async close() {
      await companion?.close();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

function to(url: string): Response {
  return new Response(null, { status: 302, headers: { location: url } });
}
