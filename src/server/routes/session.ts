import { serverError } from "../errors/serverError.js";
import type { Log } from "../operating/log.js";
import type { Customer, OnboardingServerOptions } from "../options/options.js";
import { callHost } from "../utils/callHost.js";

/**
 * Finds the customer that is signed in; `undefined` for nobody.
 *
 * @param context - `recheck`: nobody has acted. @default false
 */
export type Session = (
  request: Request,
  context?: { recheck: boolean } | undefined,
) => Promise<Customer | undefined>;

/** Characters; longer than any real id. */
const longestId = 1_000;

/**
 * Calls the host's `authenticate`, and where the request has a body with a copy that has none: it can be read only once.
 *
 * @throws OnboardingError `ONB-510` when `authenticate` throws, or returns something that is not a customer
 */
export function createSession(
  authenticate: OnboardingServerOptions["authenticate"],
  log?: Log | undefined,
): Session {
  return async (request, { recheck } = { recheck: false }) => {
    const { url, method, headers, body } = request;
    const asked = body ? new Request(url, { method, headers }) : request;
    const customer = await callHost("authenticate", () => authenticate(asked, { recheck }), log);
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
