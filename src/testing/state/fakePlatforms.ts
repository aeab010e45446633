/** A platform of the fake's. `key` is Codat's real four-letter key; the other ids are invented. */
export interface FakePlatform {
  key: string;
  name: string;
  sourceType: "Accounting" | "Banking" | "Commerce";
  integrationId: string;
  sourceId: string;
  /** Whether it runs on the business's own computer, and can import just once. */
  isOffline: boolean;
}

/** A recognisable GUID: it ends in the letters of the platform key, in hexadecimal. */
function guidOf(key: string, variant: "8" | "9"): string {
  const letters = Array.from(key, (letter) => letter.charCodeAt(0).toString(16)).join("");
  return `fa4e0000-0000-4000-${variant}000-${letters.padStart(12, "0")}`;
}

function platform(
  key: string,
  name: string,
  sourceType: FakePlatform["sourceType"],
  isOffline = false,
): FakePlatform {
  return { key, name, sourceType, integrationId: guidOf(key, "8"), sourceId: guidOf(key, "9"), isOffline };
}

/** Codat's own test platform. A link with `link.showSandboxIntegrations=false` hides it. */
export const sandboxKey = "mqjo";

/** The platforms on the fake's Hosted Link pages, in their order. */
export const fakePlatforms: readonly FakePlatform[] = [
  platform("gbol", "Xero", "Accounting"),
  platform("qhyg", "QuickBooks Online", "Accounting"),
  platform("knfz", "Sage Intacct", "Accounting"),
  platform("fbrh", "FreeAgent", "Accounting"),
  platform("akxx", "Oracle NetSuite", "Accounting"),
  platform("pqsw", "QuickBooks Desktop", "Accounting", true),
  platform("hbql", "Sage 50 (UK & Ireland)", "Accounting", true),
  platform(sandboxKey, "Codat Sandbox", "Accounting"),
  platform("suuo", "Plaid", "Banking"),
  platform("upvr", "TrueLayer", "Banking"),
  platform("fztf", "Shopify", "Commerce"),
  platform("exgd", "Stripe", "Commerce"),
  platform("zsth", "Square", "Commerce"),
];
