import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { expect, test } from "vitest";
import { root } from "./dist.js";

test("publint has nothing to say of the packed package", async () => {
  const { messages, pkg } = await publint({ pkgDir: root, level: "suggestion", strict: true, pack: "npm" });
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
});
