import { plainName } from "../core/plainName.js";
import { platformOf } from "../core/platforms.js";
import type { Backplane } from "./backplane.js";
import { fieldsOf, textOf } from "./codatAnswer.js";
import type { CodatClient } from "./codatClient.js";

/** The name of a platform by Codat's key. Never throws: without a name the page says less. */
export type PlatformName = (key: string) => Promise<string | undefined>;

const day = 24 * 60 * 60 * 1000;
const soon = 5 * 60 * 1000;

/** Whether it may be one of Codat's keys of platforms. */
export function isPlatformKey(input: unknown): input is string {
  return typeof input === "string" && /^[a-z]{4}$/.test(input);
}

export function createPlatformNames(options: { codat: CodatClient; backplane: Backplane }): PlatformName {
  const { codat, backplane } = options;

  async function ask(key: string): Promise<string | undefined> {
    const path = `/integrations/${key}`;
    const { status, body } = await codat({ path, tries: 1, expected: (code) => code === 404 });
    return status < 300 ? plainName(textOf(fieldsOf(body)["name"])) : undefined;
  }

  return async (key) => {
    const { name } = platformOf(key);
    if (name) return name;
    try {
      const known = await backplane.get(`platform:${key}`);
      if (known !== undefined) return known || undefined;
      const asked = await ask(key).catch(() => undefined);
      await backplane.set(`platform:${key}`, asked ?? "", asked ? day : soon);
      return asked;
    } catch {
      return undefined;
    }
  };
}
