export { backoff } from "../../src/client/backoff.js";
export { parseRetryAfter } from "../../src/core/retryAfter.js";
