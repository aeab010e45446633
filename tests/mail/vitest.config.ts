import { longSuite } from "../longSuite.js";

/** Real programs on a real (virtual) screen: one file at a time, with time to start. */
export default longSuite({
  name: "mail",
  include: ["tests/mail/**/*.mail.test.ts"],
  fileParallelism: false,
  testTimeout: 300_000,
  hookTimeout: 120_000,
});
