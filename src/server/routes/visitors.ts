import type { Companies } from "../companies/companies.js";
import type { AnswerInTime } from "../http/answerInTime.js";
import { type Denial, deniedAnswer, unavailableAnswer } from "../http/answers.js";
import { isPrefetch, requestSite } from "../http/requestSite.js";
import type { RouteHandler } from "../http/router.js";
import type { Customer } from "../options/options.js";
import type { Session } from "./session.js";

/** Who asks: the customer that the session names, whose requests come from where they may. */
export interface Visitors {
  /** For what changes something: only from a page of this origin, or an allowed one. */
  changing(handle: VisitorHandler): RouteHandler;
  /** For what only tells: programs and the address bar too. */
  reading(handle: VisitorHandler): RouteHandler;
  /** As `reading`, never ahead of a click, and refusals are pages: a person is on the way. */
  going(handle: VisitorHandler, refuse: (denial: Denial) => Response): RouteHandler;
  /** The customer and the company that it has, for a stream's session. */
  ofStream(request: Request): Promise<{ customer: Customer; companyId: string } | null>;
}

export type VisitorHandler = (visit: Visit, ...groups: string[]) => Promise<Response>;

/** One request of a customer's. */
export interface Visit {
  request: Request;
  customer: Customer;
}

export interface VisitorsOptions {
  session: Session;
  companies: Companies;
  allowedOrigins: readonly string[];
  inTime: AnswerInTime;
}

export function createVisitors({ session, companies, allowedOrigins, inTime }: VisitorsOptions): Visitors {
  function guarded(
    mayCome: (request: Request) => boolean,
    handle: VisitorHandler,
    refuse: (denial: Denial) => Response = refusal,
  ): RouteHandler {
    async function answer(request: Request, groups: string[]): Promise<Response> {
      if (!mayCome(request)) return refuse("origin");
      const customer = await session(request);
      return customer ? handle({ request, customer }, ...groups) : refuse("session");
    }
    return (request, ...groups) => inTime(answer(request, groups), () => refuse("unavailable"));
  }

  const isOwn = (request: Request) => ["same", "allowed"].includes(requestSite(request, allowedOrigins));
  const isNotForeign = (request: Request) => requestSite(request, allowedOrigins) !== "foreign";

  return {
    changing: (handle) => guarded(isOwn, handle),
    reading: (handle) => guarded(isNotForeign, handle),
    going(handle, refuse) {
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

function refusal(denial: Denial): Response {
  return denial === "unavailable" ? unavailableAnswer() : deniedAnswer(denial);
}
