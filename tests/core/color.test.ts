import { transform } from "lightningcss";
import { describe, expect, it } from "vitest";
import { hexOf, readColor } from "../../src/core/color.js";
import { colorNames } from "../../src/core/colorNames.js";

/** What another program reads, for a browser that has only hexadecimal colours. */
function read(css: string): string {
  const code = Buffer.from(`a { color: ${css} }`);
  const written = transform({ filename: "a.css", code, targets: { chrome: 40 << 16 }, minify: true }).code;
  const [, color = ""] = /color:([^;}]+)/.exec(written.toString()) ?? [];
  return color;
}

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

function asWritten(css: string): string {
  const color = readColor(css);
  return color ? hexOf(color.rgb) : "";
}

describe("a CSS colour", () => {
  it.each([
    "#0b5",
    "#0B5394",
    "rgb(10 20 30)",
    "RGB(10, 20, 30)",
    "rgb(10% 20% 30%)",
    "rgb(none 20 30)",
    "hsl(48 100% 50%)",
    "hsl(0.5turn 40% 30%)",
    "hsl(-100grad 40% 30%)",
    "hsl(3rad, 40%, 30%)",
    "hwb(120 20% 30%)",
    "hwb(120deg 80% 40%)",
    "lab(50 20 -30)",
    "lab(50% 20% -30%)",
    "lch(50 30 200)",
    "oklab(0.6 0.1 -0.05)",
    "oklch(0.7 0.1 200)",
    "oklch(70% 25% 200deg)",
    "color(srgb 0.5 40% .3)",
    "color(srgb-linear 0.5 0.4 0.3)",
    "color(display-p3 0.5 0.4 0.3)",
  ])("%s is read as by another program", (css) => {
    const [own, other] = [channels(asWritten(css)), channels(longHex(read(css)))];
    own.forEach((value, index) => {
      // A rounding apart.
      expect(Math.abs(value - (other[index] ?? Number.NaN)), `${own} and ${other}`).toBeLessThanOrEqual(1);
    });
  });

  it("has every name of CSS", () => {
    expect(colorNames.size).toBe(148);
    for (const [name] of colorNames) expect([name, asWritten(name)]).toEqual([name, longHex(read(name))]);
  });

  it.each([
    ["#0b58", "#00bb55"],
    ["#0b539480", "#0b5394"],
    ["rgba(0, 80, 160, .5)", "#0050a0"],
    ["rgb(0 80 160 / 40%)", "#0050a0"],
    ["hsla(0, 100%, 50%, 0)", "#ff0000"],
    // What sRGB does not have is cut.
    ["color(display-p3 0 1 0)", "#00ff00"],
    ["rgb(300 -20 0)", "#ff0000"],
  ])("%s is opaque, and within sRGB", (css, hex) => {
    expect(asWritten(css)).toBe(hex);
  });

  it.each(
    "|#12|#12345|#ggg|red;|red\n| red|rgb(1 2)|rgb(1 2 3 4 5)|rgb(1 2 3 / 4 / 5)|rgb(1 2 3 / x)|rgb(a b c)|rgb(var(--a) 0 0)|url(//evil.example)|color(rec2020 0 0 0)|color(srgb)|hsl(1furlong 0% 0%)|currentColor|constructor|__proto__".split(
      "|",
    ),
  )("%j is none", (css) => {
    expect(readColor(css)).toBeUndefined();
  });
});

/** Six digits, of a colour as it is written shortest. */
function longHex(css: string): string {
  const hex = css.startsWith("#") ? css : (colorNames.get(css) ?? "");
  return hex.length === 4 ? hex.replace(/[\da-f]/g, "$&$&") : hex;
}
