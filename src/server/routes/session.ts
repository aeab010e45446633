import { OnboardingError } from "../../core/errors.js";
import type { Customer, OnboardingServerOptions } from "../options/options.js";
import { callHost } from "../utils/callHost.js";

/** Says who is signed in. `undefined` when nobody is. */
export type Session = (request: Request) => Promise<Customer | undefined>;

/** Longer than any id of a host's own. */
const longestId = 1_000;

/**
 * Asks the host, with a copy of the request that has no body: the body is for the route, and can be read once.
 *
 * @throws OnboardingError `ONB-510` when `authenticate` throws, or gives something that is no customer
 */
export function createSession(authenticate: OnboardingServerOptions["authenticate"]): Session {
  return async ({ url, method, headers }) => {
    const told = await callHost("authenticate", () => authenticate(new Request(url, { method, headers })));
    if (told === null || told === undefined) return undefined;
    if (!isId(told.id) || (told.user && !isId(told.user.id))) {
      const sentence =
        "authenticate gave no id, or one that is no text. Give { id }, the business’s id as a string.";
      throw new OnboardingError("ONB-510", sentence);
    }
    return told;
  };
}

function isId(id: unknown): boolean {
  // A lone surrogate has no UTF-8: two such ids would share one tag.
  return typeof id === "string" && id !== "" && id.length <= longestId && !/\p{Cs}/u.test(id);
}
