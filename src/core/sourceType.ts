/** What a step can ask to connect, spelled as in Codat's Link options. */
export type SourceType = "accounting" | "banking" | "commerce";

/** Whether it is a source type, spelled exactly so. */
export function isSourceType(input: unknown): input is SourceType {
  return input === "accounting" || input === "banking" || input === "commerce";
}

/** Reads a source type as Codat's API and redirects spell it; `BankFeed` counts as banking. */
export function parseSourceType(input: unknown): SourceType | undefined {
  if (typeof input !== "string") return undefined;
  const name = input.toLowerCase();
  return name === "bankfeed" ? "banking" : isSourceType(name) ? name : undefined;
}
