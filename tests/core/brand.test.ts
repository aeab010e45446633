import { describe, expect, it } from "vitest";
import { brandOf } from "../../src/core/brand.js";
import { brandColors } from "../support/brandColors.js";
import { contrast } from "../support/contrast.js";

/** The lightest and darkest surfaces that the rule promises anything on, and our own. */
const light = ["#ffffff", "#f4f6f9", "#e9e9e9"];
const dark = ["#000000", "#0c1119", "#141b26", "#313131"];

describe("from one brand colour", () => {
  it.each(brandColors())("%s follows everything that is read on it or beside it", (accent) => {
    const brand = brandOf(accent);
    if (!brand) throw new Error(`${accent} is not read`);
    for (const ground of [brand.fill, brand.hover, brand.active])
      expect.soft(contrast(brand.onFill, ground), ground).toBeGreaterThanOrEqual(4.5);
    for (const surface of light)
      expect.soft(contrast(brand.onLight, surface), surface).toBeGreaterThanOrEqual(4.5);
    for (const surface of dark)
      expect.soft(contrast(brand.onDark, surface), surface).toBeGreaterThanOrEqual(4.5);
    for (const color of Object.values(brand)) expect(color).toMatch(/^#[\da-f]{6}$/);
  });

  it.each(brandColors())("%s is followed by grounds that can be told apart", (accent) => {
    const { fill, hover, active } = brandOf(accent) ?? {};
    expect(new Set([fill, hover, active]).size).toBe(3);
  });

  it.each([
    // A dark blue needs nothing in light; black text stands on it no more than white on yellow.
    ["#17509e", { fill: "#17509e", onFill: "#ffffff", onLight: "#17509e" }],
    ["#ffd700", { fill: "#ffd700", onFill: "#000000", onDark: "#ffd700" }],
    // What cannot get darker gets lighter, and the other way round.
    ["#000000", { hover: "#292929", onLight: "#000000" }],
    ["#ffffff", { hover: "#d6d6d6", onDark: "#ffffff" }],
  ])("%s keeps what can be read as it is", (accent, expected) => {
    expect(brandOf(accent)).toMatchObject(expected);
  });

  it("follows nothing where it is no colour", () => {
    expect(brandOf("brand")).toBeUndefined();
  });
});
