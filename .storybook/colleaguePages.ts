import { createOnboardingServer, type OnboardingServer } from "codat-onboarding/server";
import { createFakeCodat } from "codat-onboarding/testing";

const origin = "https://apply.acmelending.example";
const apiKey = "the-key-of-the-storybook";
const webhookSecret = `whsec_${btoa("what the Storybook signs webhooks with")}`;
const day = 24 * 60 * 60 * 1000;

/** What a browser says of an address that a mail program has handed it. */
const navigation = { "sec-fetch-site": "none", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

interface Visit {
  /** Lets time pass. */
  wait(milliseconds: number): void;
  /** Nobody reaches Codat any more. */
  cutCodat(): void;
  /** The customer asks for an invite. @returns its link's path */
  invite(wish?: Record<string, unknown>): Promise<string>;
  /** The customer takes all invites back. */
  cancel(): Promise<void>;
  open(path: string, method?: "GET" | "POST"): Promise<Response>;
  /** Presses the button of an invite, and comes back from Codat as it says. @returns where it comes back to */
  comeBack(path: string, statusCode: number): Promise<string>;
  /** What was connected since the invite's button was pressed. */
  connect(): Promise<void>;
}

/** Each page that somebody else than the customer may see, as one comes to it. */
const pages: Record<string, (visit: Visit) => Promise<Response>> = {
  connect: async ({ invite, open }) => open(await invite()),
  connectBank: async ({ invite, open }) =>
    open(await invite({ sourceType: "banking", platformKey: undefined })),
  toMyself: async ({ invite, open }) => open(await invite({ kind: "self" })),
  declineAsk: async ({ invite, open }) => open(`${await invite()}/decline`),
  declinedNow: async ({ invite, open }) => open(`${await invite()}/decline`, "POST"),
  declined: async ({ invite, open }) => {
    const path = await invite();
    await open(`${path}/decline`, "POST");
    return open(path);
  },
  cancelled: async ({ invite, cancel, open }) => {
    const path = await invite();
    await cancel();
    return open(path);
  },
  expired: async ({ invite, wait, open }) => {
    const path = await invite();
    wait(15 * day);
    return open(path);
  },
  thankYou: async ({ invite, comeBack, connect, open }) => {
    const back = await comeBack(await invite(), 200);
    await connect();
    return open(back);
  },
  waiting: async ({ invite, comeBack, open }) => open(await comeBack(await invite(), 200)),
  nothingConnected: async ({ invite, comeBack, open }) => open(await comeBack(await invite(), 403)),
  failed: async ({ invite, comeBack, open }) => open(await comeBack(await invite(), 500)),
  connected: async ({ invite, comeBack, connect, open }) => {
    const path = await invite();
    await comeBack(path, 200);
    await connect();
    return open(path);
  },
  unknown: ({ open }) => open(`/connect/${"x".repeat(47)}`),
  unavailable: async ({ invite, cutCodat, open }) => {
    const path = await invite();
    cutCodat();
    return open(path, "POST");
  },
  signedOut: ({ open }) => open("/api/codat/go?use=connect&sourceType=accounting"),
};

/** The markup of every page in every language that the companion has, its style sheet in it: by page, then language. */
export async function colleaguePages(): Promise<Record<string, Record<string, string>>> {
  const first = await markupOf("connect", "en");
  const languages = ["en", ...[...first.matchAll(/hreflang="([\w-]+)"/g)].map(([, tag]) => tag ?? "")];
  const inLanguages = async (name: string) =>
    Object.fromEntries(
      await Promise.all(languages.map(async (tag) => [tag, await markupOf(name, tag)] as const)),
    );
  // At once: the companion waits a little before it gives Codat up.
  const entries = Object.keys(pages).map(async (name) => [name, await inLanguages(name)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function markupOf(name: string, language: string): Promise<string> {
  const { server, visit } = createVisit(language);
  const page = pages[name];
  if (!page) throw new Error(`There is no page "${name}".`);
  const response = await page(visit);
  if (!response.headers.get("content-type")?.startsWith("text/html"))
    throw new Error(`"${name}" answers ${response.status} without a page.`);
  const markup = await response.text();
  const [link = "", address = ""] = /<link rel="stylesheet" href="([^"]+)"[^>]*>/.exec(markup) ?? [];
  const css = await server.fetch(new Request(new URL(address, origin)));
  return markup.replace(link, `<style>${await css.text()}</style>`);
}

/** A companion and a fake Codat for one visit. */
function createVisit(language: string): { server: OnboardingServer; visit: Visit } {
  let time = Date.parse("2026-11-24T09:00:00.437Z");
  let isCut = false;
  // No two requests at the same time, as in life.
  const now = () => new Date(time++);
  const fake = createFakeCodat({
    baseUrl: "https://link.codat.io",
    apiKey,
    now,
    oneTimeLinks: true,
    webhooks: {
      url: `${origin}/api/codat/webhooks`,
      secret: webhookSecret,
      fetch: async (input: RequestInfo | URL, init?: RequestInit) => server.fetch(new Request(input, init)),
    },
  });
  const server = createOnboardingServer({
    apiKey,
    webhookSecret,
    appName: "Acme Lending",
    supportContact: "help@acmelending.example",
    privacyUrl: "https://acmelending.example/privacy",
    authenticate: (request: Request) =>
      request.headers.has("x-customer")
        ? { id: "oak-and-elm", name: "Oak & Elm Ltd", user: { id: "sam", name: "Sam Patel" } }
        : null,
    invites: { secret: "what the Storybook signs invites with", publicUrl: origin, allowMemory: true },
    fetch: async (input: RequestInfo | URL, init?: RequestInit) =>
      isCut ? new Response(null, { status: 503 }) : fake.fetch(new Request(input, init)),
    now,
    // What is shown on purpose is no news.
    onError: () => {},
  });
  const asCustomer = (path: string, method: string, body?: unknown) =>
    server.fetch(
      new Request(new URL(`/api/codat${path}`, origin), {
        method,
        headers: {
          "x-customer": "yes",
          "sec-fetch-site": "same-origin",
          origin,
          "content-type": "application/json",
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
  const open: Visit["open"] = (path, method = "GET") => {
    const url = new URL(path, origin);
    url.searchParams.set("lang", language);
    const own = method === "POST" ? { ...navigation, "sec-fetch-site": "same-origin", origin } : navigation;
    return server.fetch(new Request(url, { method, headers: { ...own, "accept-language": language } }));
  };
  const visit: Visit = {
    wait: (milliseconds) => {
      time += milliseconds;
    },
    cutCodat: () => {
      isCut = true;
    },
    async invite(wish = {}) {
      const body = { sourceType: "accounting", platformKey: "gbol", prepared: true, ...wish };
      const { url } = await (await asCustomer("/invites", "POST", body)).json();
      return new URL(url).pathname;
    },
    async cancel() {
      const { invites } = await (await asCustomer("/invites", "GET")).json();
      for (const { id } of invites) await asCustomer(`/invites/${id}`, "DELETE");
    },
    open,
    async comeBack(path, statusCode) {
      const link = (await open(path, "POST")).headers.get("location") ?? "";
      const invite = new URL(link).searchParams.get("invite") ?? "";
      return `/api/codat/return?${new URLSearchParams({ statuscode: String(statusCode), invite })}`;
    },
    async connect() {
      fake.connect(fake.companies()[0]?.id ?? "", { platform: "gbol" });
      await fake.webhooks.settle();
    },
  };
  return { server, visit };
}
