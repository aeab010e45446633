type Json = Readonly<Record<string, unknown>>;
type Filter = (item: Json) => boolean;

const longestQuery = 2048;
const clause = /^([\w.]+)\s*(!=|>=|<=|=|~|>|<)\s*(.+)$/;

/** Every value at a path of names; a list on the way counts with each of its items. */
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
  // Of several connections "not this status" means that none has it: so Codat finds who never connected.
  if (operator === "!=") return (item) => !values(item).includes(wanted);
  const holds = comparisons[operator] ?? (() => false);
  return (item) => values(item).some((value) => holds(value, wanted));
}

/**
 * Codat's query language without groups: clauses such as `dataConnections.status=PendingAuth`, joined by `&&`
 * or `||`.
 *
 * @returns what Codat says of a query that it cannot read
 */
export function readQueryFilter(
  text: string | null,
  options: { kind: string; properties: readonly string[] },
): Filter | string {
  if (!text) return () => true;
  if (text.length > longestQuery || /[{}]/.test(text)) return "Malformed query.";
  const ways: Filter[][] = [];
  for (const way of text.split("||")) {
    const clauses = way.split("&&").map((one) => readClause(one, options));
    const problem = clauses.find((one) => typeof one === "string");
    if (problem !== undefined) return problem;
    ways.push(clauses.filter((one) => typeof one !== "string"));
  }
  return (item) => ways.some((clauses) => clauses.every((holds) => holds(item)));
}
