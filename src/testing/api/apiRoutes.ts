import { type ApiAnswer, type ApiRequest, apiError } from "./apiAnswer.js";

/** Answers one method of one path; `parts` are what stood in the path's holes. */
export type ApiRoute = readonly [
  method: string,
  path: RegExp,
  answer: (request: ApiRequest, ...parts: string[]) => ApiAnswer,
];

/** A route whose path has holes, such as `/companies/{companyId}`. */
export function apiRoute(method: string, path: string, answer: ApiRoute[2]): ApiRoute {
  return [method, new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)")}/?$`), answer];
}

/** The answer of the route that fits; an error of Codat's shape where none does. */
export function answerByRoute(routes: readonly ApiRoute[], request: ApiRequest): ApiAnswer {
  const fitting = routes.filter(([, path]) => path.test(request.path));
  const [, path, answer] = fitting.find(([method]) => method === request.method) ?? [];
  if (path && answer) return answer(request, ...(path.exec(request.path) ?? []).slice(1));
  return fitting.length > 0 ? apiError(405, "Method not allowed.") : apiError(404, "Not found.");
}
