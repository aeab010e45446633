import { type ApiAnswer, type ApiRequest, apiError } from "./apiAnswer.js";

/** Answers one method of one path; `parts` are the values of the path's placeholders. */
export type ApiRoute = readonly [
  method: string,
  path: RegExp,
  answer: (request: ApiRequest, ...parts: string[]) => ApiAnswer,
];

/** A route whose path may have placeholders, such as `/companies/{companyId}`. */
export function apiRoute(method: string, path: string, answer: ApiRoute[2]): ApiRoute {
  return [method, new RegExp(`^${path.replace(/\{\w+\}/g, "([^/]+)")}/?$`), answer];
}

/** The answer of the matching route; an error in Codat's shape when there is none. */
export function answerByRoute(routes: readonly ApiRoute[], request: ApiRequest): ApiAnswer {
  const matching = routes.filter(([, path]) => path.test(request.path));
  const [, path, answer] = matching.find(([method]) => method === request.method) ?? [];
  if (path && answer) return answer(request, ...(path.exec(request.path) ?? []).slice(1));
  return matching.length > 0 ? apiError(405, "Method not allowed.") : apiError(404, "Not found.");
}
