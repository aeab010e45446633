// @ts-check

/** @typedef {import("./accounts.mjs").Account} Account */

/**
 * The company's link as Codat gives it now. With one-time links on, each reading makes a new one.
 *
 * @param {Account} account
 * @param {string} companyId
 */
export async function fetchLink(account, companyId) {
  const { redirect } = await read(account, `/companies/${companyId}`);
  return String(redirect);
}

/**
 * Stands for the figures that a lender reads: whose books these are.
 *
 * @param {Account} account
 * @param {string} companyId
 */
export async function fetchOrganisation(account, companyId) {
  const { companyName } = await read(account, `/companies/${companyId}/data/info`);
  return String(companyName);
}

/**
 * @param {Account} account
 * @param {string} path
 * @returns {Promise<Record<string, unknown>>}
 */
async function read({ apiUrl, apiKey }, path) {
  const response = await fetch(apiUrl + path, {
    headers: { authorization: `Basic ${btoa(apiKey)}`, accept: "application/json" },
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`Codat answered ${response.status}.`);
  return response.json();
}
