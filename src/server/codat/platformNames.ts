import { fieldsOf, textOf } from "../../core/json.js";
import { plainName } from "../../core/plainName.js";
import { platformOf } from "../../core/platforms.js";
import type { Backplane } from "../backplane/backplane.js";
import { platformsRoom, platformValue } from "../backplane/backplaneRooms.js";
import { type CodatClient, isNotFound } from "./codatClient.js";
import { createNameCache } from "./nameCache.js";
import type { Payer } from "./payer.js";

/** The name of a platform by Codat's key. Never throws: without a name the page says less. */
export type PlatformName = (key: string, payer: Payer) => Promise<string | undefined>;

export function createPlatformNames(options: { codat: CodatClient; backplane: Backplane }): PlatformName {
  const { codat, backplane } = options;
  const cached = createNameCache(backplane);

  async function ask(key: string, payer: Payer): Promise<string | undefined> {
    const path = `/integrations/${key}`;
    const { status, body } = await codat({ path, tries: 1, expected: isNotFound, payer, isSpare: true });
    return status < 300 ? plainName(textOf(fieldsOf(body)["name"])) : undefined;
  }

  return async (key, payer) =>
    platformOf(key).name ?? cached(platformsRoom, platformValue(key), () => ask(key, payer));
}
