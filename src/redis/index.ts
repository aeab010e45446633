export type { RedisBackplane } from "./redisBackplane.js";
export { redisBackplane } from "./redisBackplane.js";
export type { RedisBackplaneOptions, RedisClient } from "./redisBackplaneOptions.js";
