type Json = Readonly<Record<string, unknown>>;
type Filter = (item: Json) => boolean;

const longestQuery = 2048;
const clause = /^([\w.]+)\s*(!=|>=|<=|=|~|>|<)\s*(.+)$/;

/** Every value at a path of names, with those of each item where there is a list on the way. */
function valuesAt(value: unknown, names: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, names));
  const [name, ...rest] = names;
  if (name === undefined) return [value];
  return typeof value === "object" && value !== null ? valuesAt((value as Json)[name], rest) : [];
}

const comparisons: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  "=": (value, wanted) => value === wanted,
  "~": (value, wanted) => value.includes(wanted),
  ">": (value, wanted) => value > wanted,
  "<": (value, wanted) => value < wanted,
  ">=": (value, wanted) => value >= wanted,
  "<=": (value, wanted) => value <= wanted,
};

function readClause(text: string, options: { kind: string; properties: readonly string[] }): Filter | string {
  const [, property = "", operator = "", wanted = ""] = clause.exec(text.trim()) ?? [];
  if (property === "") return "Malformed query.";
  if (!options.properties.includes(property)) {
    return `Could not resolve property ${property} on ${options.kind}`;
  }
  const names = property.split(".");
  const values = (item: Json) => valuesAt(item, names).map(String);
  // With several connections "not this status" means that none has it: this is how Codat finds companies never
  // connected.
  if (operator === "!=") return (item) => !values(item).includes(wanted);
  const holds = comparisons[operator] ?? (() => false);
  return (item) => values(item).some((value) => holds(value, wanted));
}

/**
 * Codat's query language without groups: clauses such as `dataConnections.status=PendingAuth`, joined by `&&`
 * or `||`.
 *
 * @returns Codat's error text for a malformed query
 */
export function readQueryFilter(
  text: string | null,
  options: { kind: string; properties: readonly string[] },
): Filter | string {
  if (!text) return () => true;
  if (text.length > longestQuery || /[{}]/.test(text)) return "Malformed query.";
  const alternatives: Filter[][] = [];
  for (const alternative of text.split("||")) {
    const clauses = alternative.split("&&").map((clauseText) => readClause(clauseText, options));
    const problem = clauses.find((result) => typeof result === "string");
    if (problem !== undefined) return problem;
    alternatives.push(clauses.filter((result) => typeof result !== "string"));
  }
  return (item) => alternatives.some((clauses) => clauses.every((holds) => holds(item)));
}
