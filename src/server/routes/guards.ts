import { type Payer, sentPayer } from "../codat/payer.js";
import type { Companies } from "../companies/companies.js";
import { serverError } from "../errors/serverError.js";
import { lastEventId } from "../http/lastEventId.js";
import { type Navigation, navigationOf } from "../http/navigation.js";
import { requestSite } from "../http/requestSite.js";
import { deniedResponse, type ErrorCode, refusedResponse, unavailableResponse } from "../http/responses.js";
import type { RouteHandler } from "../http/router.js";
import type { WithTimeout } from "../http/withTimeout.js";
import type { Customer } from "../options/options.js";
import type { ReportRefusal } from "../utils/reportRefusal.js";
import type { Session } from "./session.js";

/** Let requests through to a route by their origin and the session's customer. */
export interface Guards {
  /** For routes that change something: only from a page of this origin, or of an allowed one. */
  mutation(handle: GuardedHandler): RouteHandler;
  /** For routes that only read: from programs and the address bar too. */
  query(handle: GuardedHandler): RouteHandler;
  /**
   * Only for a person who follows a link of ours, since the route may make a company and a one-time link. `refuse`
   * makes the response where the browser shows it as a page.
   */
  navigation(handle: GuardedHandler, refuse: (denial: ErrorCode) => Response): RouteHandler;
  /** Who the session of a stream belongs to now, and the company. The request has no body. */
  ofStream(request: Request): Promise<{ customer: Customer; companyId: string } | null>;
}

export type GuardedHandler = (visit: Visit, ...segments: string[]) => Promise<Response>;

/** A request and the customer that it comes from. */
export interface Visit {
  request: Request;
  customer: Customer;
  /** On whose account Codat is called, where an old browser does not say whether another site's page has sent it. */
  payer?: Payer | undefined;
}

export interface GuardsOptions {
  session: Session;
  companies: Companies;
  allowedOrigins: readonly string[];
  withTimeout: WithTimeout;
  reportRefusal: ReportRefusal;
}

/** What is no navigation of a person, and what is said of it. */
const refusals = {
  prefetch: "goPrefetched",
  script: "goByScript",
  foreign: "goFromElsewhere",
} as const satisfies Record<Exclude<Navigation, "own" | "unproven">, string>;

export function createGuards(options: GuardsOptions): Guards {
  const { session, companies, allowedOrigins, withTimeout, reportRefusal } = options;

  function guarded(
    isAllowed: (request: Request) => boolean,
    handle: GuardedHandler,
    refuse: (denial: ErrorCode) => Response = refusal,
  ): RouteHandler {
    async function answer(request: Request, segments: string[]): Promise<Response> {
      if (!isAllowed(request)) return refuse("origin");
      // A stream goes on by itself after it was cut.
      const customer = await session(request, { recheck: lastEventId(request) !== null });
      if (!customer) return refuse("session");
      const isProven = requestSite(request, allowedOrigins) !== "unknown";
      return handle({ request, customer, payer: isProven ? undefined : sentPayer(customer.id) }, ...segments);
    }
    return (request, ...segments) => withTimeout(answer(request, segments), () => refuse("unavailable"));
  }

  const isOwn = (request: Request) => ["same", "allowed"].includes(requestSite(request, allowedOrigins));
  const isNotForeign = (request: Request) => requestSite(request, allowedOrigins) !== "foreign";

  return {
    mutation(handle) {
      const guard = guarded(isOwn, handle);
      return async (request, ...segments) => {
        if (request.headers.has("sec-fetch-site") || isOwn(request)) return guard(request, ...segments);
        reportRefusal("originUnproven");
        return refusedResponse(serverError("originUnproven"));
      };
    },
    query: (handle) => guarded(isNotForeign, handle),
    navigation(handle, refuse) {
      return async (request) => {
        const navigation = navigationOf(request, allowedOrigins);
        if (navigation !== "own" && navigation !== "unproven") {
          const kind = refusals[navigation];
          reportRefusal(kind);
          return navigation === "foreign" ? refuse("origin") : refusedResponse(serverError(kind));
        }
        const handleProven: GuardedHandler = async (visit) => {
          if (navigation === "own") return handle({ ...visit, payer: undefined });
          if (await companies.isKnown(visit.customer)) return handle(visit);
          reportRefusal("goUnproven");
          return refuse("origin");
        };
        return guarded(() => true, handleProven, refuse)(request);
      };
    },
    async ofStream(request) {
      const customer = await session(request, { recheck: true });
      const companyId = customer && (await companies.find(customer));
      return companyId ? { customer, companyId } : null;
    },
  };
}

function refusal(denial: ErrorCode): Response {
  return denial === "unavailable" ? unavailableResponse() : deniedResponse(denial);
}
