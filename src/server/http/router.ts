import { asOnboardingError } from "../errors/serverError.js";
import type { RoutePath } from "../routes/routePaths.js";
import type { ReportError } from "../utils/reportError.js";
import { requestSite } from "./requestSite.js";
import { deniedResponse, emptyResponse, errorResponse } from "./responses.js";

/** Answers a request. `segments` are what stands for the `:name`s of the route's path. */
export type RouteHandler = (request: Request, ...segments: string[]) => Promise<Response>;

/** One path, and the handlers of its methods. */
export type Route = RouteMethods &
  (
    | { path: RoutePath; absolute?: false | undefined }
    /**
     * For pages, which are not below the base path: `path` is the whole one. People type and cut such addresses, and
     * programs encode them, so its case and doubled or encoded slashes do not count; `/*` at its end stands for
     * anything below it, as one segment.
     */
    | { path: string; absolute: true }
  );

interface RouteMethods {
  /** Takes every method; the handler itself denies those that it does not allow. */
  any?: RouteHandler | undefined;
  methods?: Readonly<Record<string, RouteHandler>> | undefined;
}

export interface RouterOptions {
  basePath: string;
  allowedOrigins: readonly string[];
  routes: readonly Route[];
  report: ReportError;
}

/**
 * Finds the route of a request. One trailing slash is ignored; below the base path, doubled and encoded slashes match
 * nothing. What a handler throws is reported, and answered with its code alone.
 */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const { basePath, allowedOrigins, report } = options;
  const routes = options.routes.map((route) => ({
    ...route,
    pattern: patternOf(route.path, route.absolute ? "is" : ""),
  }));

  const isBelow = (pathname: string) => pathname.startsWith(`${basePath}/`);

  async function answer(request: Request, pathname: string): Promise<Response> {
    const whole = pathname.replace(/(?<=[^/])\/$/, "");
    const below = isBelow(pathname) ? whole.slice(basePath.length) : undefined;
    const typed = whole.replace(/(?:\/|%2f)+/gi, "/");
    for (const { pattern, absolute, any, methods = {} } of routes) {
      const path = absolute ? typed : below;
      const [match, ...segments] = (path !== undefined && pattern.exec(path)) || [];
      if (match === undefined) continue;
      const handler = any ?? (Object.hasOwn(methods, request.method) ? methods[request.method] : undefined);
      if (handler) return handler(request, ...segments);
      const allow = Object.keys(methods).join(", ");
      return isPreflight(request) ? preflight(allow) : deniedResponse("method", { allow });
    }
    return deniedResponse("not found");
  }

  function isPreflight(request: Request): boolean {
    return request.method === "OPTIONS" && requestSite(request, allowedOrigins) === "allowed";
  }

  async function answerSafely(request: Request, pathname: string): Promise<Response> {
    try {
      return await answer(request, pathname);
    } catch (error) {
      report(error);
      return errorResponse(asOnboardingError(error));
    }
  }

  return async (request) => {
    const { pathname } = new URL(request.url);
    const response = await answerSafely(request, pathname);
    if (isBelow(pathname)) allowOrigin(response, request.headers.get("origin"));
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

function patternOf(path: string, flags: string): RegExp {
  const source = path.replaceAll(".", "\\.").replace(/:\w+/g, "([^/]+)").replace(/\/\*$/, "(?:/(.*))?");
  return new RegExp(`^${source}$`, flags);
}

function preflight(allow: string): Response {
  return emptyResponse(204, {
    "access-control-allow-methods": allow,
    "access-control-allow-headers": "content-type, last-event-id",
    "access-control-max-age": "600",
  });
}
