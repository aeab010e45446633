import base from "../../tokens/base.tokens.json";
import dark from "../../tokens/semantic.dark.tokens.json";
import semantic from "../../tokens/semantic.tokens.json";

/** The colours of both themes, read from the token files. */
export const swatches = Object.entries(semantic.color)
  .filter(
    (entry): entry is [string, { $value: string; $description: string }] => typeof entry[1] === "object",
  )
  .map(([name, { $value, $description }]) => ({
    name: `--co-color-${name}`,
    purpose: $description,
    light: hex($value),
    dark: hex(darkValue(name) ?? $value),
  }));

function darkValue(name: string): string | undefined {
  const token: unknown = Object.entries(dark.color).find(([key]) => key === name)?.[1];
  return typeof token === "object" && token && "$value" in token ? String(token.$value) : undefined;
}

function hex(alias: string): string {
  const path = alias.slice(1, -1).split(".");
  let node: unknown = base;
  for (const key of path) node = (node as Record<string, unknown>)[key];
  return (node as { $value: { hex: string } }).$value.hex;
}
