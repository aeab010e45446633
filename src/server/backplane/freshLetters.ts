/** Letters and digits that no process has given before. */
export function createFreshLetters(): () => string {
  const own = crypto.randomUUID().replaceAll("-", "").slice(0, 16);
  let count = 0;
  return () => [own, (count++).toString(36)].join("");
}
