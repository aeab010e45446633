/** An object of unknown fields, as JSON gives it. */
export type JsonFields = Readonly<Record<string, unknown>>;

/** Only the fields that are present have a key. */
export type JsonTexts<Required extends string, Optional extends string> = Record<Required, string> & {
  [name in Optional]?: string;
};

/** The fields of an object; empty for a list and for anything else. */
export function fieldsOf(value: unknown): JsonFields {
  return typeof value === "object" && value && !Array.isArray(value) ? (value as JsonFields) : {};
}

/** The entries of a list that `parse` understands; `undefined` for anything but a list. */
export function parseList<T>(value: unknown, parse: (entry: unknown) => T | undefined): T[] | undefined {
  return Array.isArray(value) ? value.flatMap((entry) => parse(entry) ?? []) : undefined;
}

/** A text that is not empty. */
export function textOf(value: unknown): string | undefined {
  return (typeof value === "string" && value) || undefined;
}

/** The texts under these names; `undefined` where a required one is missing or empty. */
export function textsOf<Required extends string, Optional extends string = never>(
  value: unknown,
  required: readonly Required[],
  optional: readonly Optional[] = [],
): JsonTexts<Required, Optional> | undefined {
  const fields = fieldsOf(value);
  const texts: JsonFields = Object.fromEntries(
    [...required, ...optional].flatMap((name) =>
      typeof fields[name] === "string" ? [[name, fields[name]]] : [],
    ),
  );
  return required.every((name) => texts[name]) ? (texts as JsonTexts<Required, Optional>) : undefined;
}
