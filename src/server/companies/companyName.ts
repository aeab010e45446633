/** Codat silently removes all other characters. */
const disallowed = /[^A-Za-z0-9\s\-',&@.?!]+/g;
const longest = 100;

/** A company's name in the characters that Codat stores: the first of the names with a letter or digit left. */
export function companyName(...names: readonly (string | undefined)[]): string {
  for (const name of names) {
    // An untyped host may give a number.
    const plain = String(name ?? "")
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(disallowed, " ");
    const label = plain.replace(/\s+/g, " ").trim().slice(0, longest).trim();
    if (/[A-Za-z0-9]/.test(label)) return label;
  }
  return "Customer";
}
