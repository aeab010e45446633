import { customerTagKey } from "../../../src/server/companies/customerTag.js";

export const companyId = "22222222-2222-4333-8444-555555555555";
export const connectionId = "33333333-2222-4333-8444-555555555555";

export type Json = Record<string, unknown>;

/** A connection as Codat's document shows one. */
export const connection: Json = {
  id: connectionId,
  integrationId: "fd321cb6-7963-4506-b873-e99593a45e30",
  integrationKey: "gbol",
  sourceId: "8a156a5a-39cb-4f9d-856e-76ef9b9a9607",
  sourceType: "Accounting",
  platformName: "Xero",
  linkUrl: "https://link-api.codat.io/companies/a/connections/b/start?otp=12345",
  status: "Linked",
  lastSync: "2026-11-20T12:30:00.0000000Z",
  created: "2026-11-19T11:30:00Z",
  dataConnectionErrors: [],
  connectionInfo: {},
};

/** A company as Codat's document shows one. */
export const company: Json = {
  id: companyId,
  name: "Toft stores",
  description: "Requested early access.",
  redirect: `https://link.codat.io/company/${companyId}?link.otp=12345`,
  created: "2026-11-10T10:45:18Z",
  createdByUserName: "Dan Tzabar",
  lastSync: "2026-11-20T12:30:00Z",
  products: ["lending"],
  tags: { [customerTagKey]: "acme", team: "red" },
  dataConnections: [connection],
  referenceSubsidiaryCompanies: [],
};

/** A Codat with one company, whose every answer is as it was told to be. */
export function scriptedCodat(answers: {
  company?: unknown;
  /** What the search for a tag finds. @default the company */
  listed?: unknown;
  info?: unknown;
  connection?: unknown;
}): typeof fetch {
  const { company: found = company, info = { companyName: "Toft Stores Limited" } } = answers;
  return async (input, init) => {
    const { method, url } = new Request(input, init);
    const { pathname } = new URL(url);
    if (pathname.endsWith("/data/info")) return Response.json(info);
    if (method === "POST" && pathname.endsWith("/connections"))
      return Response.json(answers.connection ?? connection);
    if (method !== "GET") return Response.json(answers.connection ?? connection);
    if (pathname === "/companies") return Response.json({ results: [answers.listed ?? company] });
    return Response.json(found);
  };
}
