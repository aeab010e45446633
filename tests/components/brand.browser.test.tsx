import { expect, test } from "vitest";
import "../../src/components/styles/tokens.css";
import "../../src/components/styles/styles.css";
import { brandColors } from "../support/brandColors.js";
import { measureBrands } from "../support/measureBrand.js";

test("of one brand colour follows all that is read on it, and it on all that it is read on", () => {
  const brands = brandColors();
  const { lowest, failures } = measureBrands(brands);
  expect(failures).toEqual([]);
  expect(Object.keys(lowest)).toHaveLength(6);
  expect(brands.length).toBe(230);
});
