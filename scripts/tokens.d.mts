export interface Token {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a token's value depends on its type
  value: any;
}
export function readTokens(name: string): Map<string, Token>;
export function resolveTheme(theme: "light" | "dark"): Map<string, string>;
export function cssReference(path: string): string;
export function customProperty(path: string): string;
