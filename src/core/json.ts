/** Only what is there has a key. */
export type Texts<Must extends string, May extends string> = Record<Must, string> & {
  [name in May]?: string;
};

/** Of all that was sent, the texts under these names; `undefined` where one that must be there is not, or is empty. */
export function textsOf<Must extends string, May extends string = never>(
  input: unknown,
  must: readonly Must[],
  may: readonly May[] = [],
): Texts<Must, May> | undefined {
  const fields = fieldsOf(input);
  const texts: JsonFields = Object.fromEntries(
    [...must, ...may].flatMap((name) => (typeof fields[name] === "string" ? [[name, fields[name]]] : [])),
  );
  return must.every((name) => texts[name]) ? (texts as Texts<Must, May>) : undefined;
}

export type JsonFields = Readonly<Record<string, unknown>>;

/** The fields of what was sent; none where it has none. */
export function fieldsOf(input: unknown): JsonFields {
  return typeof input === "object" && input ? (input as JsonFields) : {};
}

/** What can be understood of a list; `undefined` where it is none. */
export function listOf<T>(input: unknown, parse: (one: unknown) => T | undefined): T[] | undefined {
  return Array.isArray(input) ? input.flatMap((one) => parse(one) ?? []) : undefined;
}
