type Tags = Readonly<Record<string, string>>;

const clause = /^(.{1,27}?)\s*(!=|=|~)\s*(.*)$/s;

function readClause(text: string): ((tags: Tags) => boolean) | undefined {
  const [, key, operator, wanted = ""] = clause.exec(text.trim()) ?? [];
  if (key === undefined || wanted === "") return undefined;
  return (tags) => {
    const value = Object.hasOwn(tags, key) ? tags[key] : undefined;
    if (operator === "!=") return value !== wanted;
    return operator === "~" ? (value?.includes(wanted) ?? false) : value === wanted;
  };
}

/**
 * The `tags` parameter of `GET /companies`: `region=uk && team=a`, with `=`, `!=` and `~` for "contains"; case counts.
 *
 * @returns `undefined` for a malformed filter
 */
export function readTagFilter(text: string | null): ((tags: Tags) => boolean) | undefined {
  if (!text) return () => true;
  const clauses = text.split("&&").map(readClause);
  if (clauses.includes(undefined)) return undefined;
  return (tags) => clauses.every((holds) => holds?.(tags));
}
