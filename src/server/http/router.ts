import { asOnboardingError, type ReportError } from "../utils/reportError.js";
import { requestSite } from "./requestSite.js";
import { deniedResponse, emptyResponse, errorResponse } from "./responses.js";

/** Answers a request; the groups of the route's path come with it. */
export type RouteHandler = (request: Request, ...groups: string[]) => Promise<Response>;

/** One path under the base path, and what its methods do. */
export interface Route {
  path: RegExp;
  /** The path is the whole one, wherever the base path is: of a page that no script of a host's calls. */
  absolute?: boolean | undefined;
  /** Takes every method; the handler itself says which it allows. */
  any?: RouteHandler | undefined;
  methods?: Readonly<Record<string, RouteHandler>> | undefined;
}

/** The pattern of a path that is spelled just so, with what may follow it as a pattern of its own. */
export function exactly(path: string, rest = ""): RegExp {
  return new RegExp(`^${path.replaceAll(".", "\\.")}${rest}$`);
}

export interface RouterOptions {
  basePath: string;
  allowedOrigins: readonly string[];
  routes: readonly Route[];
  report: ReportError;
}

/**
 * Finds the route of a request. One slash at the end is forgiven; doubled and encoded ones lead nowhere. What a
 * handler throws is reported, and answered with its number alone.
 */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const { basePath, allowedOrigins, routes, report } = options;

  const isBelow = (pathname: string) => pathname.startsWith(`${basePath}/`);

  async function answer(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const whole = pathname.replace(/(?<=[^/])\/$/, "");
    const below = isBelow(pathname) ? whole.slice(basePath.length) : undefined;
    for (const { path: pattern, absolute, any, methods = {} } of routes) {
      const path = absolute ? whole : below;
      const [match, ...groups] = (path !== undefined && pattern.exec(path)) || [];
      if (match === undefined) continue;
      const handler = any ?? (Object.hasOwn(methods, request.method) ? methods[request.method] : undefined);
      if (handler) return handler(request, ...groups);
      const allow = Object.keys(methods).join(", ");
      return isPreflight(request) ? preflight(allow) : deniedResponse("method", { allow });
    }
    return deniedResponse("not found");
  }

  function isPreflight(request: Request): boolean {
    return request.method === "OPTIONS" && requestSite(request, allowedOrigins) === "allowed";
  }

  async function safely(request: Request): Promise<Response> {
    try {
      return await answer(request);
    } catch (error) {
      report(error);
      return errorResponse(asOnboardingError(error));
    }
  }

  return async (request) => {
    const response = await safely(request);
    if (isBelow(new URL(request.url).pathname)) allowOrigin(response, request.headers.get("origin"));
    return request.method === "HEAD" ? new Response(null, response) : response;
  };

  function allowOrigin(response: Response, origin: string | null): void {
    if (allowedOrigins.length > 0) response.headers.append("vary", "Origin");
    if (origin !== null && allowedOrigins.includes(origin)) {
      response.headers.set("access-control-allow-origin", origin);
      response.headers.set("access-control-allow-credentials", "true");
      response.headers.set("access-control-expose-headers", "retry-after");
    }
  }
}

function preflight(allow: string): Response {
  return emptyResponse(204, {
    "access-control-allow-methods": allow,
    "access-control-allow-headers": "content-type, last-event-id",
    "access-control-max-age": "600",
  });
}
