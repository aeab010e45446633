export interface Session {
  userId: string;
  userName: string;
  businessId: string;
  businessName: string;
}

/** What a host has already. Whoever brings the cookie is a customer of their own. */
export async function getSession(headers: Headers): Promise<Session | undefined> {
  const [, id] = /\bsession=([\w-]+)/.exec(headers.get("cookie") ?? "") ?? [];
  if (!id) return undefined;
  return {
    userId: `user-${id}`,
    userName: "Sam Baker",
    businessId: `business-${id}`,
    businessName: "Example Bakery Ltd",
  };
}
