/** The three kinds of source an onboarding step can ask for, spelled as Codat's Link options spell them. */
export type SourceType = "accounting" | "banking" | "commerce";

/** Whether it is one, to the letter. */
export function isSourceType(input: unknown): input is SourceType {
  return input === "accounting" || input === "banking" || input === "commerce";
}

/** Reads a source type as Codat's API and redirects spell it; `BankFeed` counts as banking. */
export function parseSourceType(input: unknown): SourceType | undefined {
  if (typeof input !== "string") return undefined;
  const name = input.toLowerCase();
  return name === "bankfeed" ? "banking" : isSourceType(name) ? name : undefined;
}
