import { afterAll, expect, test } from "vitest";
import { bundleSizes } from "../../bench/bundleSizes.mjs";

const sizes = await bundleSizes();

afterAll(() => console.table(sizes));

test.each(sizes)("$name takes at most $most bytes", ({ gzip, most }) => {
  expect(gzip).toBeLessThanOrEqual(most);
});
