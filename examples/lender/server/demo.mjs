// @ts-check

/** @typedef {"data" | "revoked" | "expired"} Happening */

/**
 * Lets something happen at fake Codat to what the customer has connected. With the real Codat the platform does this,
 * and no lender has such a door.
 *
 * @param {import("./customers.mjs").Customer} customer
 * @param {unknown} happening
 * @returns {boolean} whether there was anything that it could happen to
 */
export function happenAtCodat({ account: { fake }, companyId }, happening) {
  if (!fake || !companyId) return false;
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
