/** Every call of Codat's API that the companion makes, with a word for each id. */
export const codatOperations = [
  "GET /companies",
  "POST /companies",
  "GET /companies/:id",
  "POST /companies/:id/connections",
  "PATCH /companies/:id/connections/:id",
  "DELETE /companies/:id/connections/:id",
  "GET /companies/:id/data/info",
  "GET /integrations/:key",
  "other",
] as const;

export type CodatOperation = (typeof codatOperations)[number];

const patterns = codatOperations.map(
  (operation) => [operation, new RegExp(`^${operation.replaceAll(/:\w+/g, "[^/]+")}$`)] as const,
);

/** The operation of a call, without what it is about. */
export function codatOperation(method: string, path: string): CodatOperation {
  const called = `${method} ${path.replace(/\?.*/s, "")}`;
  return patterns.find(([, pattern]) => pattern.test(called))?.[0] ?? "other";
}
