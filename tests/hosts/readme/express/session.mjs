const sessions = new Map();

export function signIn() {
  const id = crypto.randomUUID();
  sessions.set(id, {
    userId: crypto.randomUUID(),
    userName: "Sam Baker",
    businessId: crypto.randomUUID(),
    businessName: "Example Bakery Ltd",
  });
  return `session=${id}; Path=/; HttpOnly; SameSite=Lax`;
}

export async function getSession(headers) {
  return sessions.get(/session=([^;]+)/.exec(headers.get("cookie") ?? "")?.[1] ?? "");
}
