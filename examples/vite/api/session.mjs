// @ts-check
import { randomUUID } from "node:crypto";

/**
 * A business, and whoever is signed in for it.
 *
 * @typedef {import("codat-onboarding/server").Customer} Customer
 */

/** Stands for the sessions that a host has already. @type {Map<string, Customer>} */
const sessions = new Map();

/** A new customer, signed in. @returns the cookie of the session */
export function signIn() {
  const session = randomUUID();
  const user = { id: randomUUID(), name: "Sam Baker" };
  sessions.set(session, { id: randomUUID(), name: "Example Bakery Ltd", user });
  return `session=${session}; Path=/; HttpOnly; SameSite=Lax`;
}

/** What the page is told of whoever is signed in. @param {string | undefined} cookie */
export function userOf(cookie) {
  const customer = customerWith(cookie);
  return (
    customer && { userId: customer.user?.id, userName: customer.user?.name, businessName: customer.name }
  );
}

/**
 * Who is signed in. It looks at the request that it is given and at nothing around it: while a stream is open it is
 * asked again, outside of any request.
 *
 * @param {Request} request
 */
export function customerOf(request) {
  return customerWith(request.headers.get("cookie") ?? undefined);
}

/** @param {string | undefined} cookie */
function customerWith(cookie = "") {
  const [, session = ""] = /(?:^|; )session=([^;]+)/.exec(cookie) ?? [];
  return sessions.get(session) ?? null;
}
