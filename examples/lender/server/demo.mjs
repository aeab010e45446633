// @ts-check

/** @typedef {"data" | "revoked" | "expired" | "days"} Happening */

const threeDays = 3 * 24 * 3_600_000;

/**
 * Lets something happen at fake Codat to what the customer has connected. With the real Codat the platform does this,
 * and no lender has such a door.
 *
 * @param {import("./customers.mjs").Customer} customer
 * @param {unknown} happening
 * @returns {Promise<boolean>} whether there was anything that it could happen to
 */
export async function happenAtCodat({ account: { fake }, companyId }, happening) {
  if (!fake || !companyId) return false;
  if (happening === "days") {
    await fake.advance(threeDays);
    return true;
  }
  const linked = fake
    .connections(companyId)
    .find(({ sourceType, status }) => sourceType === "Accounting" && status === "Linked");
  if (!linked) return false;
  if (happening === "data") fake.completeRead(linked.id);
  else if (happening === "revoked") fake.deauthorize(linked.id, "customer");
  else if (happening === "expired") fake.deauthorize(linked.id, "expiry");
  else return false;
  return true;
}

/**
 * What fake Codat has of a customer, for the example's own tests: its word, and not the companion's.
 *
 * @param {import("./customers.mjs").Customer} customer
 */
export function recordAtCodat({ account: { fake }, companyId }) {
  return { companyId, connections: fake && companyId ? fake.connections(companyId) : [] };
}
