const nameLimit = 80;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
const breaking = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/g;
// Bidi controls could turn a name against the sentence around it; zero-width ones hide in it.
const deceptive = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** A name as it may stand in a sentence: one line, no controls, at most 80 characters; `undefined` if blank. */
export function plainName(name: string | undefined): string | undefined {
  const characters = [...(name?.replace(breaking, " ").replace(deceptive, "").trim() ?? "")];
  const line = characters.length > nameLimit ? [...characters.slice(0, nameLimit - 1), "…"] : characters;
  return line.join("") || undefined;
}
