import { serverError } from "../errors/serverError.js";
import type { Customer, OnboardingServerOptions } from "../options/options.js";
import { callHost } from "../utils/callHost.js";

/**
 * Finds the customer that is signed in; `undefined` for nobody.
 *
 * @param context - `recheck`: nobody has acted. `isCopy`: the request was made to be asked with. @default false
 */
export type Session = (
  request: Request,
  context?: { recheck: boolean; isCopy?: boolean | undefined } | undefined,
) => Promise<Customer | undefined>;

/** Characters; longer than any real id. */
const longestId = 1_000;

/**
 * Calls the host's `authenticate` with a copy of the request that has no body, which can be read only once.
 *
 * @throws OnboardingError `ONB-510` when `authenticate` throws, or returns something that is not a customer
 */
export function createSession(authenticate: OnboardingServerOptions["authenticate"]): Session {
  return async (request, { recheck, isCopy = false } = { recheck: false }) => {
    const { url, method, headers } = request;
    const asked = isCopy ? request : new Request(url, { method, headers });
    const customer = await callHost("authenticate", () => authenticate(asked, { recheck }));
    if (customer === null || customer === undefined) return undefined;
    if (!isId(customer.id) || (customer.user && !isId(customer.user.id))) {
      throw serverError("customerWithoutId");
    }
    return customer;
  };
}

function isId(id: unknown): boolean {
  // A lone surrogate cannot be encoded: two such ids would share one tag.
  return typeof id === "string" && id !== "" && id.length <= longestId && !/\p{Cs}/u.test(id);
}
