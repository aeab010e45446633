/** A name as it may stand in a sentence: one line, no controls, at most 80 characters; `undefined` if blank. */
export function plainName(name = ""): string | undefined {
  const nameLimit = 80;
  const characters = [
    ...name
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
      // Bidi controls could turn a name against the sentence around it, and zero-width ones hide in it; the two
      // joiners belong to scripts and emoji.
      .replace(/[^\P{Cf}\u200c\u200d]/gu, "")
      .trim(),
  ];
  if (characters.length > nameLimit) characters.splice(nameLimit - 1, characters.length, "…");
  return characters.join("") || undefined;
}
