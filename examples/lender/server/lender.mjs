// @ts-check
import { happenAtCodat, recordAtCodat } from "./demo.mjs";

/**
 * @typedef {import("./accounts.mjs").Account} Account
 * @typedef {import("./companion.mjs").Companion} Companion
 * @typedef {import("./customers.mjs").Customer} Customer
 * @typedef {import("../client/me.ts").Me} Me
 */

const longestBody = 10_000;

/**
 * What a lender's own server does around the companion: it says who is signed in, and keeps the application.
 *
 * @param {object} options
 * @param {string} options.url the lender's own
 * @param {import("./files.mjs").Files} options.files
 * @param {import("./customers.mjs").Customers} options.customers
 * @param {Map<Account, Companion>} options.companions the first account is a new customer's
 * @returns {import("./listen.mjs").Handler}
 */
export function createLender({ url, files, customers, companions }) {
  const accounts = [...companions.keys()];

  /** @type {Record<string, (request: Request, customer: Customer) => Promise<Response>>} */
  const routes = {
    "PUT /api/application": async (request, customer) => {
      Object.assign(customer.application, knownFields(customer, await readJson(request)));
      return json(customer.application);
    },

    "POST /api/sign-out": async (request, customer) => {
      const cookie = customers.end(request);
      await companions.get(customer.account)?.closeSessions({ user: customer.userId });
      return json({}, { headers: { "set-cookie": cookie } });
    },

    // Only the demo has this: at the real Codat such things happen by themselves.
    "GET /demo/codat": async (_request, customer) => json(recordAtCodat(customer)),
    "POST /demo/codat": async (request, customer) => {
      const { happening } = await readJson(request);
      return json({ happened: await happenAtCodat(customer, happening) });
    },
  };

  return async (request) => {
    const { origin, pathname } = new URL(request.url);
    const route = `${request.method} ${pathname}`;

    const account = accounts.find(({ basePath, invitePath }) =>
      [basePath, invitePath].some((path) => pathname.startsWith(`${path}/`)),
    );
    const companion = account && companions.get(account);
    if (companion) return companion.fetch(request);
    // For whoever sends requests here, such as a balancer; its own public side leaves both out.
    if (pathname === "/healthz") return new Response(null, { status: 200 });
    if (pathname === "/readyz") return new Response(null, { status: (await isReady()) ? 200 : 503 });
    // Under one name only: Codat sends people back to it, and another name would not have their session.
    if (origin !== url) return redirect(`${url}/onboarding`);
    if (pathname === "/") return redirect("/onboarding");
    // The companion sends people back to this address, whatever its query: it answers without a redirect.
    const path = pathname === "/onboarding" || pathname === "/privacy" ? "/index.html" : pathname;
    const file = files.get(path);
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (file && isRead) return new Response(file.body, { headers: file.headers });

    if (!isRead && request.headers.get("origin") !== origin)
      return json({ error: "origin" }, { status: 403 });
    const known = customers.of(request);
    if (route === "GET /api/me" && known) return json(describe(known));
    if (route === "GET /api/me") return start(accounts[0]);
    // Only the demo has this: a real lender has one kind of link, and no way to start over.
    if (route === "POST /demo/start") {
      const { oneTime } = await readJson(request);
      return start(accounts.find((one) => one.oneTime === oneTime) ?? accounts[0]);
    }

    const answer = routes[route];
    if (!answer) return json({ error: "not found" }, { status: 404 });
    return known ? answer(request, known) : json({ error: "session" }, { status: 401 });
  };

  async function isReady() {
    const all = await Promise.all([...companions.values()].map((companion) => companion.health()));
    return all.every(({ ready }) => ready);
  }

  function start(/** @type {Account | undefined} */ account) {
    if (!account) throw new Error("The lender has no account at Codat.");
    const { customer, cookie } = customers.start(account);
    return json(describe(customer), { headers: { "set-cookie": cookie } });
  }
}

/** What the page may know of the customer. Where the connection stands, the companion's stream says. */
function describe(/** @type {Customer} */ { userId, account, application, figures }) {
  /** @type {Me} */
  const me = {
    application,
    sessionKey: userId,
    endpoint: account.basePath,
    linkHosts: account.linkHosts,
    figures: figures && { organisation: figures.organisation, fetches: figures.fetches },
    demo: account.fake && { oneTime: account.oneTime },
  };
  return me;
}

/** Strings for strings and booleans for booleans, under the names there are already. */
function knownFields(/** @type {Customer} */ { application }, /** @type {Record<string, unknown>} */ values) {
  const fields = Object.entries(application).map(([name, known]) => {
    const value = values[name];
    if (typeof value !== typeof known) return [name, known];
    return [name, typeof value === "string" ? value.slice(0, 200) : value];
  });
  return Object.fromEntries(fields);
}

/** @returns {Promise<Record<string, unknown>>} */
async function readJson(/** @type {Request} */ request) {
  if (Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY) > longestBody) return {};
  const value = await request.json().catch(() => ({}));
  return typeof value === "object" && value ? value : {};
}

function redirect(/** @type {string} */ location) {
  return new Response(null, { status: 302, headers: { location } });
}

function json(/** @type {unknown} */ value, /** @type {ResponseInit} */ init = {}) {
  return Response.json(value, { ...init, headers: { ...init.headers, "cache-control": "no-store" } });
}
