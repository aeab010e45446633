import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../modules.js";

/** The rights that `docs/redis.md` gives to the user of one Redis, but for keys, channels and the password. */
export function documentedRights(): string[] {
  const text = readFileSync(join(root, "docs/redis.md"), "utf8");
  const [, block = ""] = /ACL SETUSER companion on (.+?)```/s.exec(text) ?? [];
  return block.split(/\s+/).filter((word) => /^(resetchannels|[-+]@?\w+)$/.test(word));
}

/** The right that it adds where replicas are waited for. */
export function documentedRightOfReplicas(): string {
  const text = readFileSync(join(root, "docs/redis.md"), "utf8");
  return /with `replicas`, `(\+\w+)` too/.exec(text)?.[1] ?? "";
}
