import * as nodeRedis from "redis";
import type { OnboardingError } from "../core/errors.js";
import { serverError } from "../server/errors/serverError.js";

/** A client of `redis`, made by `createClient`. Its settings are used, and it itself is not. */
export interface RedisClient {
  duplicate(settings?: object | undefined): RedisClient;
  readonly options?: object | undefined;
}

/** Options of {@link redisBackplane}. One of `url` and `client` is needed. */
export interface RedisBackplaneOptions {
  /** `redis://` or, with TLS, `rediss://`, with the name and password of the user. Several are nodes of one cluster. */
  url?: string | readonly string[] | undefined;
  /** TLS for `rediss:`, as Node's `tls.connect` takes it: `ca`, `cert`, `key`. @default Node's own authorities */
  tls?: object | undefined;
  /** In place of `url`: a client whose settings are taken, but for those that keep steps from being repeated. */
  client?: RedisClient | undefined;
  /** What all keys and channels begin with. Companions that share it share everything. @default "codat-onboarding" */
  prefix?: string | undefined;
  /** Events kept for each room for three days, for streams that reconnect. @default 128 */
  ringSize?: number | undefined;
  /**
   * `parts`: 64 channels, and each process hears of all rooms. `rooms`: one for each that is watched, where there are
   * more than about a thousand events a second. The same for all processes. @default "parts"
   */
  channels?: "parts" | "rooms" | undefined;
  /**
   * How many replicas must have what must not be undone, such as a cancelled invite, before it is answered. Where fewer
   * are there, such steps fail. Not with a cluster. @default 0
   */
  replicas?: number | undefined;
  /** Milliseconds after which a step is given up. @default 2_000 */
  patience?: number | undefined;
  /** The protocol. @default 3 */
  resp?: 2 | 3 | undefined;
  /** Called where Redis cannot be reached, must not be used, or keeps too little; once a minute for each. @default console.error */
  onError?: ((error: OnboardingError) => void) | undefined;
  /** The clock of a test. @default Redis's, so that all processes have one */
  now?: (() => Date) | undefined;
}

/** Options that can be worked with. */
export interface CheckedRedisOptions {
  prefix: string;
  ringSize: number;
  channels: "parts" | "rooms";
  replicas: number;
  patience: number;
  resp: 2 | 3;
  /** Nodes of a cluster. */
  nodes: readonly string[] | undefined;
}

/** @throws {OnboardingError} `ONB-506` for the first that cannot be worked with */
export function checkRedisOptions(options: RedisBackplaneOptions): CheckedRedisOptions {
  const { url, client, tls, prefix = "codat-onboarding", channels = "parts", resp = 3 } = options;
  const { ringSize = 128, replicas = 0, patience = 2_000 } = options;
  const need = (isSo: boolean, option: string, what: string) => {
    if (!isSo) throw serverError("redisOptionMalformed", { values: { option, need: what } });
  };
  need((url === undefined) !== (client === undefined), "url", "give either url or client");
  const urls = url === undefined ? [] : typeof url === "string" ? [url] : url;
  need(
    client !== undefined || (urls.length > 0 && urls.every(isRedisUrl)),
    "url",
    "redis:// or rediss:// and a host",
  );
  need(!tls || urls.every((one) => one.startsWith("rediss:")), "tls", "it goes with rediss:// addresses");
  need(!client || isOne(client), "client", "one of createClient; give the addresses of a cluster as url");
  // A brace would be taken for the tag that decides on the slot.
  need(/^[^{}\s]+$/.test(prefix), "prefix", "a text without braces and spaces");
  need(["parts", "rooms"].includes(channels), "channels", 'it is "parts" or "rooms"');
  need([2, 3].includes(resp), "resp", "it is 2 or 3");
  need(Number.isInteger(ringSize) && ringSize > 0, "ringSize", "a whole number above zero");
  need(Number.isInteger(replicas) && replicas >= 0, "replicas", "a whole number");
  need(patience > 0 && patience <= 9_000, "patience", "milliseconds, at most the nine seconds of a webhook");
  const nodes = typeof url === "object" ? url : undefined;
  need(!nodes || findsMasters, "url", "several addresses need node-redis 6");
  need(!nodes || replicas === 0, "replicas", "a cluster cannot wait for its replicas");
  return { prefix, ringSize, channels, replicas, patience, resp, nodes };
}

/** The cluster's client of 5 asks for ever for a master that died, and never who took its place. */
const findsMasters = "DEFAULT_RESP" in nodeRedis;

function isOne(client: RedisClient): boolean {
  return typeof client.duplicate === "function" && !("nodeClient" in client);
}

function isRedisUrl(text: string): boolean {
  return URL.canParse(text) && /^rediss?:$/.test(new URL(text).protocol) && new URL(text).hostname !== "";
}
