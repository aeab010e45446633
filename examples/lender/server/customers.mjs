// @ts-check
import { randomUUID } from "node:crypto";

/**
 * @typedef {import("../client/me.ts").Application} Application
 * @typedef {ReturnType<typeof createCustomers>} Customers
 */

/**
 * A business that applies.
 *
 * @typedef {object} Customer
 * @property {string} id
 * @property {string} userId whoever is signed in for it
 * @property {import("./accounts.mjs").Account} account
 * @property {string | undefined} companyId Codat's, once there is one
 * @property {Application} application
 * @property {{ eventId: string, organisation: string, fetches: number } | undefined} figures what was read of its books
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

const cookieOptions = "Path=/; HttpOnly; SameSite=Lax";

/**
 * Who is signed in, by session. A real lender has a database and a login; here a session is born with a
 * customer, and everything is gone when the server stops.
 */
export function createCustomers() {
  /** @type {Map<string, Customer>} */
  const sessions = new Map();
  /** @type {Map<string, Customer>} */
  const customers = new Map();

  /** @param {Request} request */
  function sessionOf(request) {
    const [, session = ""] = /(?:^|; )session=([^;]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
    return session;
  }

  return {
    /** @param {Request} request */
    of: (request) => sessions.get(sessionOf(request)),

    /** @param {string} id */
    byId: (id) => customers.get(id),

    /**
     * A new customer, and the cookie of their session.
     *
     * @param {import("./accounts.mjs").Account} account
     */
    start(account) {
      const session = randomUUID();
      /** @type {Customer} */
      const customer = {
        id: randomUUID(),
        userId: randomUUID(),
        account,
        companyId: undefined,
        application: { ...application },
        figures: undefined,
      };
      sessions.set(session, customer);
      customers.set(customer.id, customer);
      return { customer, cookie: `session=${session}; ${cookieOptions}` };
    },

    /**
     * Ends the session, and gives the cookie that says so.
     *
     * @param {Request} request
     */
    end(request) {
      sessions.delete(sessionOf(request));
      return `session=; Max-Age=0; ${cookieOptions}`;
    },
  };
}
