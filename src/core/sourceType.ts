/** The three kinds of source an onboarding step can ask for, spelled as Codat's Link options spell them. */
export type SourceType = "accounting" | "banking" | "commerce";

/** Every {@link SourceType}, in the order Codat lists them. */
export const sourceTypes: readonly SourceType[] = ["accounting", "banking", "commerce"];

/** Reads a source type as Codat's API and redirects spell it; `BankFeed` counts as banking. */
export function parseSourceType(input: unknown): SourceType | undefined {
  if (typeof input !== "string") return undefined;
  const name = input.toLowerCase();
  return name === "bankfeed" ? "banking" : sourceTypes.find((type) => type === name);
}
