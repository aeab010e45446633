import { asOnboardingError } from "../errors/serverError.js";
import { type Log, since } from "../operating/log.js";
import { type LogRecord, logRecords } from "../operating/logRecord.js";
import type { AbsoluteRoute, RouteName, RoutePath } from "../routes/routePaths.js";
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
     * For pages, which are not below the base path: `path` is the whole one. People type and cut such addresses, so
     * its case and doubled slashes do not count, and `/*` at its end stands for anything below it, as one segment.
     */
    | { path: string; absolute: true; name: AbsoluteRoute }
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
  log?: Log | undefined;
}

interface Found {
  route: RouteName;
  /** `undefined` for a method that the route does not have. */
  handler: RouteHandler | undefined;
  segments: string[];
  methods: NonNullable<RouteMethods["methods"]>;
}

/**
 * Finds the route of a request. One trailing slash is ignored; below the base path, doubled and encoded slashes match
 * nothing. What a handler throws is reported, and answered with its code alone.
 */
export function createRouter(options: RouterOptions): (request: Request) => Promise<Response> {
  const { basePath, allowedOrigins, report, log } = options;
  const routes = options.routes.map((route) => ({
    ...route,
    name: route.absolute ? route.name : route.path,
    pattern: patternOf(route.path, route.absolute ? "is" : ""),
  }));

  const isBelow = (pathname: string) => pathname.startsWith(`${basePath}/`);

  function find({ method }: Request, pathname: string): Found | undefined {
    const whole = pathname.replace(/(?<=[^/])\/$/, "");
    const below = isBelow(pathname) ? whole.slice(basePath.length) : undefined;
    const typed = whole.replace(/\/{2,}/g, "/");
    for (const { name, pattern, absolute, any, methods = {} } of routes) {
      const path = absolute ? typed : below;
      const [match, ...segments] = (path !== undefined && pattern.exec(path)) || [];
      if (match === undefined) continue;
      const handler = any ?? (Object.hasOwn(methods, method) ? methods[method] : undefined);
      return { route: name, handler, segments, methods };
    }
    return undefined;
  }

  async function answer(request: Request, found: Found | undefined): Promise<Response> {
    if (!found) return deniedResponse("not found");
    const { handler, segments, methods } = found;
    if (handler) return handler(request, ...segments);
    const allow = Object.keys(methods).join(", ");
    return isPreflight(request) ? preflight(allow) : deniedResponse("method", { allow });
  }

  function isPreflight(request: Request): boolean {
    return request.method === "OPTIONS" && requestSite(request, allowedOrigins) === "allowed";
  }

  async function answerSafely(request: Request, found: Found | undefined): Promise<Response> {
    try {
      return await answer(request, found);
    } catch (error) {
      report(error);
      return errorResponse(asOnboardingError(error));
    }
  }

  return async (request) => {
    const begun = log ? performance.now() : 0;
    const { pathname } = new URL(request.url);
    const found = find(request, pathname);
    const response = await answerSafely(request, found);
    if (isBelow(pathname)) allowOrigin(response, request.headers.get("origin"));
    log?.({
      type: "request",
      route: found?.route ?? "none",
      method: knownMethod(request.method),
      status: response.status,
      duration: since(begun),
    });
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

function knownMethod(method: string): LogRecord<"request">["method"] {
  return logRecords.request.method.find((known) => known === method) ?? "other";
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
