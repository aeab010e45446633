import { createFakeCodat, type FakeCodatOptions } from "codat-onboarding/testing";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import type { OnboardingServer } from "../../../src/server/createOnboardingServer.js";
import type { Customer } from "../../../src/server/options/options.js";
import { createMovingClock } from "../../support/movingClock.js";
import {
  apiKey,
  type CompanionTest,
  codatUrl,
  companionTest,
  origin,
  webhookSecret,
} from "../companionTest.js";

export const hour = 3_600_000;
export const day = 24 * hour;
export const inviteSecret = "what the tests sign their invites with";

/** The redirect as a host sets it in Codat's portal, with the parameter of ours. */
export const redirectUrl = `${origin}/api/codat/return?statuscode={statusCode}&companyid={companyId}&connectionid={connectionId}&sourcetype={sourceType}&platform={platform}&platformname={platformName}&errormessage={errorMessage}&invite={invite}`;

/** A companion that makes invites, a fake Codat with one-time links, one moving clock for both, and colleagues. */
export interface ColleagueTest extends CompanionTest {
  backplane: Backplane;
  /** What the backplane was written. */
  writes: string[];
  companyId(): string;
  /** A customer asks for an invite. @returns its link's path, and its id */
  invite(wish?: Record<string, unknown>, as?: string): Promise<{ path: string; id: string }>;
  /** The state of an invite as its customer sees it. */
  state(id: string): Promise<string | undefined>;
  /** A browser without a session opens an address, as from a mail. */
  open(path: string, init?: { method?: string; headers?: Record<string, string> }): Promise<Response>;
  /** The same presses a button of the page. */
  press(path: string, headers?: Record<string, string>): Promise<Response>;
}

export interface ColleagueTestOptions extends NonNullable<Parameters<typeof companionTest>[0]> {
  codat?: FakeCodatOptions | undefined;
}

/** What a browser says of an address that a mail program has handed it. */
const navigation = { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

/** The session is a cookie that says who one is; every business has the same names. */
function authenticate(request: Request): Customer | null {
  const id = /(?:^|; )customer=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  return id ? { id, name: "Oak & Elm Ltd", user: { id: `user of ${id}`, name: "Sam Patel" } } : null;
}

export function colleagueTest({
  codat,
  backplane: given,
  ...options
}: ColleagueTestOptions = {}): ColleagueTest {
  const server: { current?: OnboardingServer } = {};
  const clock = createMovingClock();
  const fake = createFakeCodat({
    baseUrl: codatUrl,
    apiKey,
    now: clock.now,
    oneTimeLinks: true,
    redirectUrl,
    webhooks: {
      url: `${origin}/api/codat/webhooks`,
      secret: webhookSecret,
      fetch: async (input: RequestInfo | URL, init?: RequestInit) =>
        server.current?.fetch(new Request(input, init)) ?? new Response(null, { status: 503 }),
    },
    ...codat,
  });
  const writes: string[] = [];
  const backplane = watched(given ?? memoryBackplane({ now: fake.now }), writes);
  const companion = companionTest({
    fake,
    clock,
    authenticate,
    backplane,
    invites: { secret: inviteSecret, publicUrl: origin },
    ...options,
  });
  server.current = companion.server;

  const open: ColleagueTest["open"] = (path, { method = "GET", headers = {} } = {}) =>
    companion.server.fetch(
      new Request(new URL(path, origin), { method, headers: { ...navigation, ...headers } }),
    );

  return {
    ...companion,
    backplane,
    writes,
    open,
    companyId: () => fake.companies()[0]?.id ?? "",
    async invite(wish = {}, as = "acme") {
      const body = { sourceType: "accounting", prepared: true, ...wish };
      const { url, id } = await companion.json<{ url: string; id: string }>("POST /invites", { as, body });
      return { path: new URL(url).pathname, id };
    },
    async state(id) {
      const { invites } = await companion.json<{ invites: { id: string; state: string }[] }>("GET /invites");
      return invites.find((one) => one.id === id)?.state;
    },
    press: (path, headers) =>
      open(path, { method: "POST", headers: { "sec-fetch-site": "same-origin", origin, ...headers } }),
  };
}

function watched(backplane: Backplane, writes: string[]): Backplane {
  const noted =
    <Args extends unknown[], Result>(name: string, call: (...args: Args) => Result) =>
    (...args: Args): Result => {
      writes.push(`${name} ${args[0]}`);
      return call(...args);
    };
  return {
    ...backplane,
    commit: noted("commit", backplane.commit),
  };
}

export interface ConnectByLinkOptions {
  /** What the person ends with. @default "connected" */
  outcome?: string | undefined;
}

/**
 * Goes through fake Codat's pages, as somebody with a link does; Xero, where there is something to choose.
 *
 * @returns the address that Codat sends them back to
 */
export async function connectByLink(
  { fake }: Pick<CompanionTest, "fake">,
  link: string,
  { outcome = "connected" }: ConnectByLinkOptions = {},
): Promise<string> {
  const page = await (await fake.fetch(link)).text();
  const visit = /action="([^"]+)\/(?:platform|consent)"/.exec(page)?.[1] ?? "";
  const forms = [["consent", ""] as const, ["outcome", `outcome=${outcome}`] as const];
  const steps = page.includes('/platform"') ? [["platform", "platform=gbol"] as const, ...forms] : forms;
  let location = "";
  for (const [name, body] of steps) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await fake.fetch(new URL(`${visit}/${name}`, codatUrl), {
      method: "POST",
      headers,
      body,
    });
    location = response.headers.get("location") ?? "";
  }
  return location;
}
