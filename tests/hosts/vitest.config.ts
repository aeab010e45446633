import { longSuite } from "../longSuite.js";

/** Real host apps, installed, built and opened one after another: long, and not at the same time. */
export default longSuite({
  name: "hosts",
  include: ["tests/hosts/*.hosts.test.ts"],
  fileParallelism: false,
  testTimeout: 180_000,
  hookTimeout: 900_000,
});
