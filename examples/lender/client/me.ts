import type { ConnectionStatus, LinkUse } from "codat-onboarding/core";

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

/** What the lender's server says of whoever is signed in. */
export interface Me {
  application: Application;
  /** Codat's id of the customer's company. */
  companyId: string;
  /** Where the connection stands, as the server computed it from what Codat says. */
  status: ConnectionStatus;
  /** What is connected, such as `Xero`. */
  platformName?: string | undefined;
  /** The company's link, for lenders whose links work more than once. */
  linkUrl?: string | undefined;
  /** Where fake Codat's links lead; with the real Codat there is nothing to list. */
  linkHosts: string[];
}

export function fetchMe(): Promise<Me> {
  return send("GET", "/api/me");
}

export function saveApplication(changes: Partial<Application>): Promise<Application> {
  return send("PUT", "/api/application", changes);
}

/** A link of its own for each use, where a link works once. */
export function fetchLink(use: LinkUse): Promise<{ url: string; expiresAt: string }> {
  return send("POST", "/api/link", { use });
}

/** The demo's: a new customer, whose links work once or for ever. */
export function startOver(oneTime: boolean): Promise<Me> {
  return send("POST", "/demo/start", { oneTime });
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
