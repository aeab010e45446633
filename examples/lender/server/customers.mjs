// @ts-check
import { randomUUID } from "node:crypto";

/**
 * @typedef {import("codat-onboarding/testing").FakeCodat} FakeCodat
 * @typedef {import("../client/me.ts").Application} Application
 * @typedef {{ codat: FakeCodat, companyId: string, linkUrl: string | undefined, application: Application }} Customer
 */

/** Sam Patel has an account already: what is known is filled in. @type {Application} */
const application = {
  name: "Sam Patel",
  email: "sam@oakandelm.example",
  phone: "",
  business: "Oak & Elm Ltd",
  amount: "",
  use: "",
  address: "",
  town: "",
  postcode: "",
  sent: false,
};

/**
 * Who is signed in, by session. A real lender has a database and a login; here a session is born with a
 * customer, and everything is gone when the server stops.
 */
export function createCustomers() {
  /** @type {Map<string, Customer>} */
  const customers = new Map();

  return {
    /**
     * @param {Request} request
     * @returns {Customer | undefined}
     */
    of(request) {
      const [, session = ""] = /(?:^|; )session=([^;]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
      return customers.get(session);
    },

    /**
     * A new customer, and the cookie of their session. A real lender creates the company through Codat's API
     * and keeps its id beside the customer; `redirect` is the company's link.
     *
     * @param {FakeCodat} codat
     * @param {boolean} oneTime whether the link works once, so that each use needs its own
     */
    start(codat, oneTime) {
      const company = codat.createCompany(application.business);
      const session = randomUUID();
      /** @type {Customer} */
      const customer = {
        codat,
        companyId: company.id,
        linkUrl: oneTime ? undefined : company.redirect,
        application: { ...application },
      };
      customers.set(session, customer);
      return { customer, cookie: `session=${session}; Path=/; HttpOnly; SameSite=Lax` };
    },
  };
}
