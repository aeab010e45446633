import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { cssReference, customProperty, readTokens, resolveTheme } from "../../scripts/tokens.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}src/components/styles`;
const styles = readdirSync(folder)
  .filter((file) => file !== "tokens.css")
  .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
  .join("\n");

describe("tokens.css", () => {
  it("is what scripts/tokens.mjs writes", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/tokens.mjs", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  it("declares no token of a component, so that each follows the semantic one where it is used", () => {
    const css = readFileSync(`${root}src/components/styles/tokens.css`, "utf8");
    for (const path of readTokens("component").keys()) expect(css).not.toContain(`${customProperty(path)}:`);
  });
});

describe("styles.css", () => {
  const used = new Set([...styles.matchAll(/var\((--co-[\w-]+)/g)].map(([, name]) => name));
  const own = ["--co-scheme", "--co-font"];

  it("uses only properties that are tokens", () => {
    const known = [...readTokens("semantic").keys(), ...readTokens("component").keys()].map(customProperty);
    expect([...used].filter((name) => ![...known, ...own].includes(name ?? ""))).toEqual([]);
  });

  it("asks the attribute for a direction, since bundlers make :dir() a list of languages", () => {
    expect(styles).not.toContain(":dir(");
    expect(styles).toContain('[dir="rtl"]');
  });

  it.each([...readTokens("component").keys()])("uses %s with what it falls back to", (path) => {
    const uses = styles.match(new RegExp(`var\\(${customProperty(path)}\\b(?!-)`, "g"));
    expect(uses?.length).toBeGreaterThan(0);
    expect(styles.split(cssReference(path)).length - 1).toBe(uses?.length);
  });

  it("has no colour, physical side or importance of its own", () => {
    expect(styles).not.toMatch(/#[0-9a-f]{3,8}\b|\brgb|\bhsl|!important/i);
    expect(styles).not.toMatch(
      /(margin|padding|border)-(left|right|top|bottom)|text-align: (left|right)|float:/,
    );
  });
});

/** Foreground, background, least contrast: text 4.5 (WCAG 1.4.3), what is not text 3 (1.4.11). */
const pairs: [string, string, number][] = [
  ...["surface", "surface-sunken"].flatMap((on): [string, string, number][] => [
    ["text", on, 4.5],
    ["text-quiet", on, 4.5],
    ["accent", on, 4.5],
    ["accent-strong", on, 4.5],
    ["negative", on, 4.5],
    ["border-control", on, 3],
    ["focus", on, 3],
  ]),
  ["on-accent", "accent", 4.5],
  ["on-accent", "accent-strong", 4.5],
  ["text-quiet", "neutral-surface", 4.5],
  ...["info", "positive", "negative", "neutral"].flatMap((tone): [string, string, number][] => [
    ["text", `${tone}-surface`, 4.5],
    [tone, `${tone}-surface`, 3],
    [tone, "surface", 3],
  ]),
  ["text-quiet", "info-surface", 4.5],
  ["focus", "info-surface", 3],
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  const values = resolveTheme(theme);
  const color = (name: string) => values.get(`color.${name}`) ?? "";
  it.each(pairs)("%s on %s is at least %s:1", (foreground, background, least) => {
    expect(contrast(color(foreground), color(background))).toBeGreaterThanOrEqual(least);
  });

  it("gives every colour as components that are its hex", () => {
    for (const { type, value } of readTokens("base").values()) {
      if (type !== "color") continue;
      const hex = value.components.map((part: number) =>
        Math.round(part * 255)
          .toString(16)
          .padStart(2, "0"),
      );
      expect(`#${hex.join("")}`).toBe(value.hex);
    }
  });
});

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
