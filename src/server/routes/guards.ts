import type { Companies } from "../companies/companies.js";
import { isPrefetch, requestSite } from "../http/requestSite.js";
import { deniedResponse, type ErrorCode, unavailableResponse } from "../http/responses.js";
import type { RouteHandler } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { Customer } from "../options/options.js";
import type { Session } from "./session.js";

/** Who asks: the customer that the session names, whose requests come from where they may. */
export interface Guards {
  /** For what changes something: only from a page of this origin, or an allowed one. */
  mutation(handle: GuardedHandler): RouteHandler;
  /** For what only tells: programs and the address bar too. */
  query(handle: GuardedHandler): RouteHandler;
  /** As `reading`, never ahead of a click, and refusals are pages: a person is on the way. */
  navigation(handle: GuardedHandler, refuse: (denial: ErrorCode) => Response): RouteHandler;
  /** The customer and the company that it has, for a stream's session. */
  ofStream(request: Request): Promise<{ customer: Customer; companyId: string } | null>;
}

export type GuardedHandler = (visit: Visit, ...groups: string[]) => Promise<Response>;

/** One request of a customer's. */
export interface Visit {
  request: Request;
  customer: Customer;
}

export interface GuardsOptions {
  session: Session;
  companies: Companies;
  allowedOrigins: readonly string[];
  withTimeout: WithTimeout;
}

export function createGuards({ session, companies, allowedOrigins, withTimeout }: GuardsOptions): Guards {
  function guarded(
    mayCome: (request: Request) => boolean,
    handle: GuardedHandler,
    refuse: (denial: ErrorCode) => Response = refusal,
  ): RouteHandler {
    async function answer(request: Request, groups: string[]): Promise<Response> {
      if (!mayCome(request)) return refuse("origin");
      const customer = await session(request);
      return customer ? handle({ request, customer }, ...groups) : refuse("session");
    }
    return (request, ...groups) => withTimeout(answer(request, groups), () => refuse("unavailable"));
  }

  const isOwn = (request: Request) => ["same", "allowed"].includes(requestSite(request, allowedOrigins));
  const isNotForeign = (request: Request) => requestSite(request, allowedOrigins) !== "foreign";

  return {
    mutation: (handle) => guarded(isOwn, handle),
    query: (handle) => guarded(isNotForeign, handle),
    navigation(handle, refuse) {
      const guard = guarded(isNotForeign, handle, refuse);
      return async (request) => (isPrefetch(request) ? refuse("prefetch") : guard(request));
    },
    async ofStream(request) {
      const customer = await session(request);
      const companyId = customer && (await companies.find(customer));
      return companyId ? { customer, companyId } : null;
    },
  };
}

function refusal(denial: ErrorCode): Response {
  return denial === "unavailable" ? unavailableResponse() : deniedResponse(denial);
}
