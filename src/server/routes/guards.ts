import type { Companies } from "../companies/companies.js";
import { isPrefetch, requestSite } from "../http/requestSite.js";
import { deniedResponse, type ErrorCode, unavailableResponse } from "../http/responses.js";
import type { RouteHandler } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { Customer } from "../options/options.js";
import type { Session } from "./session.js";

/** Let requests through to a route by their origin and the session's customer. */
export interface Guards {
  /** For routes that change something: only from a page of this origin, or of an allowed one. */
  mutation(handle: GuardedHandler): RouteHandler;
  /** For routes that only read: from programs and the address bar too. */
  query(handle: GuardedHandler): RouteHandler;
  /** As `query`, but not for a prefetch, and `refuse` makes the response: the browser shows it as a page. */
  navigation(handle: GuardedHandler, refuse: (denial: ErrorCode) => Response): RouteHandler;
  /** Who the session of a stream belongs to now, and the company. */
  ofStream(request: Request): Promise<{ customer: Customer; companyId: string } | null>;
}

export type GuardedHandler = (visit: Visit, ...segments: string[]) => Promise<Response>;

/** A request and the customer that it comes from. */
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
    isAllowed: (request: Request) => boolean,
    handle: GuardedHandler,
    refuse: (denial: ErrorCode) => Response = refusal,
  ): RouteHandler {
    async function answer(request: Request, segments: string[]): Promise<Response> {
      if (!isAllowed(request)) return refuse("origin");
      const customer = await session(request);
      return customer ? handle({ request, customer }, ...segments) : refuse("session");
    }
    return (request, ...segments) => withTimeout(answer(request, segments), () => refuse("unavailable"));
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
