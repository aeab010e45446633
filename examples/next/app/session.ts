import type { Customer } from "codat-onboarding/server";
import { connection } from "next/server";

/** Who is signed in. A real host asks its session here. */
export async function getCustomer(): Promise<{ companyId: string; business: string; name: string }> {
  // Known by request only: nothing of it is rendered when the app is built.
  await connection();
  return {
    companyId: process.env.CODAT_COMPANY_ID ?? "f5b4a6e2-2f5c-4a0e-9b7e-3d1c5a2b8e90",
    business: "Example Bakery Ltd",
    name: "Sam Baker",
  };
}

// Next's bundles each have a copy of this module.
const kept = globalThis as { sessions?: Map<string, Customer> };

/** A new customer, signed in: the cookie of the session. */
export function signIn(): string {
  const session = crypto.randomUUID();
  kept.sessions ??= new Map();
  const user = { id: crypto.randomUUID(), name: "Sam Baker" };
  kept.sessions.set(session, { id: crypto.randomUUID(), name: "Example Bakery Ltd", user });
  return `session=${session}; Path=/; HttpOnly; SameSite=Lax`;
}

/**
 * Who is signed in, for the companion and for pages. It looks at the headers that it is given and never at Next's
 * `cookies()`: while a stream is open the companion asks again, outside of any request.
 */
export function customerOf({ headers }: { headers: Headers }): Customer | null {
  const [, session = ""] = /(?:^|; )session=([^;]+)/.exec(headers.get("cookie") ?? "") ?? [];
  return kept.sessions?.get(session) ?? null;
}
