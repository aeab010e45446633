/** A name as it may stand in a sentence: one line, no controls, at most 80 characters; `undefined` if blank. */
export function plainName(name = ""): string | undefined {
  const plain = name
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    // Bidi controls could turn a name against the sentence around it, and zero-width ones hide in it; the two
    // joiners belong to scripts and emoji.
    .replace(/[^\P{Cf}\u200c\u200d]/gu, "")
    .trim()
    .replace(/^(.{79}).{2,}/u, "$1…");
  return plain || undefined;
}
