import type { OnboardingError } from "../core/errors.js";
import { serverError } from "../server/errors/serverError.js";
import type { RedisConnection } from "./redisConnection.js";

/** What of a Redis is not as it should be. */
export interface Suitability {
  /** Why it must not be used. */
  problem?: OnboardingError | undefined;
  /** What its operator should know. */
  warning?: OnboardingError | undefined;
}

/** Asks every Redis that is written to. `volatile-ttl` is no exception: everything here has an end. */
export async function suitabilityOf(connection: Pick<RedisConnection, "info">): Promise<Suitability> {
  const [memory, persistence] = await Promise.all([
    connection.info("memory"),
    connection.info("persistence"),
  ]);
  const policy = memory
    .map((text) => fieldIn(text, "maxmemory_policy"))
    .find((one) => !["", "noeviction"].includes(one));
  const forgets = persistence.some((text) => fieldIn(text, "aof_enabled") === "0");
  return {
    problem: policy === undefined ? undefined : serverError("redisEvicts", { values: { policy } }),
    warning: forgets ? serverError("redisForgets") : undefined,
  };
}

function fieldIn(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, "m").exec(info)?.[1] ?? "";
}
