import { type ApiAnswer, type ApiRequest, apiError, apiOk } from "./apiAnswer.js";
import { readQueryFilter } from "./queryFilter.js";

type Json = Readonly<Record<string, unknown>>;

const defaultPageSize = 100;
const longestPage = 5000;

function numberIn(query: URLSearchParams, name: string, fallback: number, max: number): number | undefined {
  const text = query.get(name);
  if (text === null) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return value >= 1 && value <= max ? value : undefined;
}

/** Sorted by one property, descending with `-` before it. Without one, or with one that no item has, as it is. */
function ordered(items: readonly Json[], orderBy: string | null): readonly Json[] {
  if (!orderBy) return items;
  const name = orderBy.replace(/^-/, "");
  const sign = orderBy.startsWith("-") ? -1 : 1;
  const text = (item: Json) => String(item[name] ?? "");
  return [...items].sort((a, b) => sign * (text(a) < text(b) ? -1 : Number(text(a) > text(b))));
}

/**
 * A page of a list, by `page`, `pageSize`, `query` and `orderBy`. `properties` of `kind` may be used in a query.
 */
export function pagedList(
  { query, path }: ApiRequest,
  items: readonly Json[],
  { kind, properties }: { kind: string; properties: readonly string[] },
): ApiAnswer {
  const pageNumber = numberIn(query, "page", 1, Number.MAX_SAFE_INTEGER);
  const pageSize = numberIn(query, "pageSize", defaultPageSize, longestPage);
  if (!pageNumber || !pageSize) return apiError(400, "Error processing request - not valid.");
  const filter = readQueryFilter(query.get("query"), { kind, properties });
  if (typeof filter === "string") return apiError(400, `Error parsing query - ${filter}`, "ClientsApi");
  // Codat's guide to querying says that a query needs a page size.
  if (query.get("query") && !query.has("pageSize")) {
    return apiError(400, "Error parsing query - Malformed query.", "ClientsApi");
  }

  const found = ordered(items.filter(filter), query.get("orderBy"));
  const start = (pageNumber - 1) * pageSize;
  const href = (page: number) => {
    const params = new URLSearchParams(query);
    params.set("page", String(page));
    params.set("pageSize", String(pageSize));
    return { href: `${path}?${params}` };
  };
  return apiOk({
    results: found.slice(start, start + pageSize),
    pageNumber,
    pageSize,
    totalResults: found.length,
    _links: {
      self: { href: path },
      current: href(pageNumber),
      ...(start + pageSize < found.length && { next: href(pageNumber + 1) }),
      ...(pageNumber > 1 && { previous: href(pageNumber - 1) }),
    },
  });
}
