import { longSuite } from "../longSuite.js";

/** Real proxies before a real companion: they wait more than they work, so several at once, but one by one to measure. */
export default longSuite({
  name: "networks",
  include: ["tests/networks/*.networks.test.ts"],
  maxConcurrency: process.env["NETWORKS_TABLE"] ? 1 : 5,
  testTimeout: 240_000,
  hookTimeout: 120_000,
});
