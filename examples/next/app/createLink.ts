"use server";

import type { LinkResult, LinkUse } from "codat-onboarding/core";
import { getCustomer } from "./session";

const api = process.env.CODAT_API_URL ?? "https://api.codat.io";
const day = 24 * 60 * 60 * 1000;

/**
 * The customer's link, fresh from Codat's API. A server action is a public endpoint: the session says whose link it
 * is, never the browser.
 */
export async function createLink(use: LinkUse): Promise<LinkResult> {
  const { companyId } = await getCustomer();
  const response = await fetch(`${api}/companies/${companyId}`, {
    headers: { authorization: `Basic ${btoa(process.env.CODAT_API_KEY ?? "")}` },
    cache: "no-store",
  });
  if (!response.ok) throw new Error(`Codat answered ${response.status} when asked for a link to ${use}.`);
  const { redirect } = (await response.json()) as { redirect: string };
  return { url: redirect, expiresAt: new Date(Date.now() + day) };
}
