// @ts-check

/** @typedef {import("./accounts.mjs").Account} Account */

/**
 * Stands for the figures that a lender reads: whose books these are.
 *
 * @param {Account} account
 * @param {string} companyId
 */
export async function fetchOrganisation({ apiUrl, apiKey }, companyId) {
  const response = await fetch(`${apiUrl}/companies/${companyId}/data/info`, {
    headers: { authorization: `Basic ${btoa(apiKey)}`, accept: "application/json" },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`Codat answered ${response.status}.`);
  const { companyName } = await response.json();
  return String(companyName);
}
