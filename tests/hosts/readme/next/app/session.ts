/** What a host has already. */
export interface Session {
  userId: string;
  userName: string;
  businessId: string;
  businessName: string;
}

const kept = globalThis as { sessions?: Map<string, Session> };

export function signIn(): string {
  const id = crypto.randomUUID();
  kept.sessions ??= new Map();
  kept.sessions.set(id, {
    userId: crypto.randomUUID(),
    userName: "Sam Baker",
    businessId: crypto.randomUUID(),
    businessName: "Example Bakery Ltd",
  });
  return `session=${id}; Path=/; HttpOnly; SameSite=Lax`;
}

export async function getSession(headers: Headers): Promise<Session | undefined> {
  return kept.sessions?.get(/session=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1] ?? "");
}
