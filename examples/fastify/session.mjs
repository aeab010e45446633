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

/**
 * Who is signed in. It looks at the request that it is given and at nothing around it: while a stream is open it is
 * asked again, outside of any request.
 *
 * @param {Request} request
 * @returns {Customer | null}
 */
export function customerOf(request) {
  const [, session = ""] = /(?:^|; )session=([^;]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  return sessions.get(session) ?? null;
}
