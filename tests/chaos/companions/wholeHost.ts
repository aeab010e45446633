import type { RequestListener } from "node:http";
import { toNodeHandler } from "../../../src/server/index.js";
import { createFakeCodat, type FakeCodat, type FakeCodatOptions } from "../../../src/testing/index.js";
import { secret } from "../../server/webhooks/webhooks.js";
import type { Front } from "../../support/front.js";
import { startNginx } from "../../support/nginx.js";
import { serve } from "../../support/nodeServer.js";
import { type RedisServer, startRedis } from "../../support/redisServer.js";
import {
  type CompanionProcesses,
  type CompanionSettings,
  portsFor,
  startCompanions,
} from "./companionProcesses.js";

/** A host at its largest: four companions, each a process, one real Redis behind them, a real nginx in front. */
export interface WholeHost {
  redis: RedisServer;
  companions: CompanionProcesses;
  front: Front;
  /** Codat, whose webhooks come through the front. */
  codat: FakeCodat;
  /** What a browser of a customer asks, through the front or at one of the companions. */
  ask(route: string, init: AskInit): Promise<Response>;
  /** The address of the front, or of one of the companions. */
  originOf(place?: number | undefined): string;
  end(): Promise<void>;
}

export interface AskInit {
  as: string;
  /** @default through nginx */
  place?: number | undefined;
  body?: unknown;
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

export interface WholeHostOptions extends Partial<Omit<CompanionSettings, "port">> {
  /** @default 4 */
  count?: number | undefined;
  fake?: FakeCodatOptions | undefined;
  /** @default startNginx */
  startFront?: ((ports: readonly number[]) => Promise<Front>) | undefined;
  /** Settings of Redis, as on its command line. @default an append-only file, written at once */
  redisSettings?: readonly string[] | undefined;
  /** Where each of the companions finds Redis, if not there. */
  redisUrl?: ((redis: RedisServer, place: number) => string) | undefined;
}

export async function startWholeHost(options: WholeHostOptions = {}): Promise<WholeHost> {
  const { count = 4, fake, startFront = startNginx, redisUrl, redisSettings, ...settings } = options;
  const redis = await startRedis(...(redisSettings ?? ["--appendonly", "yes", "--appendfsync", "always"]));
  const ports = await portsFor(count);
  const front = await startFront(ports);
  let listener: RequestListener | undefined;
  const site = await serve((request, response) => listener?.(request, response));
  const codat = createFakeCodat({
    quota: { perDay: 1_000_000, perMinute: 1_000_000 },
    ...fake,
    baseUrl: site.url,
    webhooks: { url: `${front.url}/api/codat/webhooks`, secret },
  });
  listener = toNodeHandler(codat);
  const companions = await startCompanions(ports, {
    codat: site.url,
    publicUrl: front.url,
    ...settings,
    redis: { url: redis.url, ...settings.redis },
    redisUrlAt: redisUrl && ((place) => redisUrl(redis, place)),
  });
  const originOf = (place?: number) => (place === undefined ? front.url : `http://127.0.0.1:${ports[place]}`);
  return {
    redis,
    companions,
    front,
    codat,
    originOf,
    ask(route, { as, place, body, headers, signal }) {
      const [method = "", path = ""] = route.split(" ");
      return fetch(`${originOf(place)}/api/codat${path}`, {
        method,
        redirect: "manual",
        ...(signal && { signal }),
        headers: {
          "sec-fetch-site": "same-origin",
          cookie: `customer=${as}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    },
    async end() {
      await companions.end();
      await front.end();
      await site.close();
      await redis.end();
    },
  };
}
