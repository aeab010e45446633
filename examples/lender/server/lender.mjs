// @ts-check
import { connectionStatus } from "codat-onboarding/core";
import { createCustomers } from "./customers.mjs";

/**
 * @typedef {import("./customers.mjs").Customer} Customer
 * @typedef {import("./customers.mjs").FakeCodat} FakeCodat
 * @typedef {import("../client/me.ts").Me} Me
 */

const oneDay = 24 * 60 * 60 * 1000;
const longestBody = 10_000;

/**
 * What a lender's own server does around the components: it says who is signed in, asks Codat where the
 * connection stands, hands out links, and keeps the application.
 *
 * @param {object} options
 * @param {import("./files.mjs").Files} options.files
 * @param {{ plain: FakeCodat, oneTime: FakeCodat }} options.codat two accounts at Codat, set up differently
 * @returns {import("./listen.mjs").Handler}
 */
export function createLender({ files, codat }) {
  const customers = createCustomers();

  /** @type {Record<string, (request: Request, customer: Customer) => Promise<Response>>} */
  const routes = {
    "PUT /api/application": async (request, customer) => {
      Object.assign(customer.application, knownFields(customer, await readJson(request)));
      return json(customer.application);
    },

    // A one-time link must not be shared by two uses: the first to open it would spend it for the other.
    "POST /api/link": async (request, { codat, companyId }) => {
      const { use } = await readJson(request);
      if (use !== "connect" && use !== "invite") return json({ error: "use" }, { status: 400 });
      return json({
        url: codat.hostedLink(companyId),
        expiresAt: new Date(Date.now() + oneDay).toISOString(),
      });
    },
  };

  return async (request) => {
    const { origin, host, pathname } = new URL(request.url);
    const route = `${request.method} ${pathname}`;

    // Under one name only: Codat sends people back to it, and another name would not have their session.
    if (request.headers.get("host") !== host) return redirect(`${origin}/onboarding`);
    if (pathname === "/") return redirect("/onboarding");
    // Codat sends people back to this address, whatever its query: it answers without a redirect.
    const path = pathname === "/onboarding" || pathname === "/privacy" ? "/index.html" : pathname;
    const file = files.get(path);
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (file && isRead) return new Response(file.body, { headers: file.headers });

    if (!isRead && request.headers.get("origin") !== origin)
      return json({ error: "origin" }, { status: 403 });
    if (route === "GET /api/me") {
      const known = customers.of(request);
      if (known) return json(describe(known));
      const { customer, cookie } = customers.start(codat.plain, false);
      return json(describe(customer), { headers: { "set-cookie": cookie } });
    }
    // Only the demo has this: a real lender has one kind of link, and no way to start over.
    if (route === "POST /demo/start") {
      const { oneTime } = await readJson(request);
      const { customer, cookie } = customers.start(oneTime ? codat.oneTime : codat.plain, oneTime === true);
      return json(describe(customer), { headers: { "set-cookie": cookie } });
    }

    const answer = routes[route];
    if (!answer) return json({ error: "not found" }, { status: 404 });
    const customer = customers.of(request);
    return customer ? answer(request, customer) : json({ error: "session" }, { status: 401 });
  };
}

/** What the page may know of the customer; the session decides whose company it is, never the page. */
function describe(/** @type {Customer} */ { codat, companyId, linkUrl, application }) {
  // A customer may connect other things at Codat too, which are not asked for here.
  const connections = codat.connections(companyId).filter(({ sourceType }) => sourceType === "Accounting");
  /** @type {Me} */
  const me = {
    application,
    companyId,
    status: connectionStatus(connections, { sourceType: "accounting" }),
    platformName: connections.find(({ status }) => status === "Linked")?.platformName,
    linkUrl,
    linkHosts: [new URL(codat.baseUrl).host],
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
