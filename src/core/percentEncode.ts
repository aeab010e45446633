/**
 * `encodeURIComponent` that escapes `!'()*` too and writes half a surrogate pair as U+FFFD. RFC 3986 lets the five
 * stand, but browsers rewrite `'` in a query, and xdg-email pastes values into a quoted command line.
 */
export function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD")).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
