/** Codat removes silently what is not among these. */
const foreign = /[^A-Za-z0-9\s\-',&@.?!]+/g;
const longest = 100;

/** A company's name as Codat keeps it: readable, and no identity. The first that leaves anything is taken. */
export function companyName(...names: readonly (string | undefined)[]): string {
  for (const name of names) {
    // A host without types may give a number.
    const plain = String(name ?? "")
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .replace(foreign, " ");
    const label = plain.replace(/\s+/g, " ").trim().slice(0, longest).trim();
    if (/[A-Za-z0-9]/.test(label)) return label;
  }
  return "Customer";
}
