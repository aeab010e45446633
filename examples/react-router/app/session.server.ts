import { randomUUID } from "node:crypto";
import type { Customer } from "codat-onboarding/server";

/** Stands for the sessions that a host has already. A hot reload must not end them. */
const kept = globalThis as { sessions?: Map<string, Customer> };

/** A new customer, signed in: the cookie of the session. */
export function signIn(): string {
  const session = randomUUID();
  kept.sessions ??= new Map();
  const user = { id: randomUUID(), name: "Sam Baker" };
  kept.sessions.set(session, { id: randomUUID(), name: "Example Bakery Ltd", user });
  return `session=${session}; Path=/; HttpOnly; SameSite=Lax`;
}

/**
 * Who is signed in. It looks at the request that it is given and at nothing around it: while a stream is open it is
 * asked again, outside of any request.
 */
export function customerOf(request: Request): Customer | null {
  const [, session = ""] = /(?:^|; )session=([^;]+)/.exec(request.headers.get("cookie") ?? "") ?? [];
  return kept.sessions?.get(session) ?? null;
}
