/** What Sam has filled in so far; the server keeps it. */
export interface Application {
  name: string;
  email: string;
  phone: string;
  business: string;
  amount: string;
  use: string;
  address: string;
  town: string;
  postcode: string;
  sent: boolean;
}

/** What the lender's server says of whoever is signed in. Where the connection stands, the companion's stream says. */
export interface Me {
  application: Application;
  /** Names the session to caches; the cookie is the server's own affair. */
  sessionKey: string;
  /** Where the companion is. */
  endpoint: string;
  /** Where fake Codat's links lead; with the real Codat there is nothing to list. */
  linkHosts?: string[] | undefined;
  /** What the lender has read of the customer's books, and how often it asked. */
  figures?: { organisation: string; fetches: number } | undefined;
  /** How fake Codat is set up; absent with the real one. */
  demo?: { oneTime: boolean } | undefined;
}

/** What fake Codat can let happen. */
export type Happening = "data" | "revoked" | "expired" | "days";

export function fetchMe(): Promise<Me> {
  return send("GET", "/api/me");
}

export function saveApplication(changes: Partial<Application>): Promise<Application> {
  return send("PUT", "/api/application", changes);
}

export function endSession(): Promise<unknown> {
  return send("POST", "/api/sign-out");
}

/** The demo's: a new customer, whose links work once or for ever. */
export function startOver(oneTime: boolean): Promise<Me> {
  return send("POST", "/demo/start", { oneTime });
}

/** The demo's: something happens at Codat. */
export async function letHappen(happening: Happening): Promise<boolean> {
  const { happened } = await send<{ happened: boolean }>("POST", "/demo/codat", { happening });
  return happened;
}

async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(path, {
    method,
    // What is typed must reach the server though the page is being left.
    keepalive: method === "PUT",
    ...(body !== undefined && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
  return response.json() as Promise<Answer>;
}
