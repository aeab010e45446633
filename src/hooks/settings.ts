import type { LinkResult, LinkUse } from "../core/links/linkUrl.js";
import type { InviteMailMessages, MessagesOverride } from "../core/messages/messages.js";
import type { Platforms } from "../core/platforms.js";
import type { SourceType } from "../core/sourceType.js";
import type { ConnectionStatus } from "../core/status/connectionStatus.js";
import type { InviteState } from "../core/status/inviteState.js";
import { callbackName, type StepCallbacks, stepEvents } from "../core/step/stepEvent.js";
import type { StepReason } from "../core/step/stepReason.js";

/** What every part takes, from its own props or from the step, defaults or provider around it. */
export interface StepSettings extends StepCallbacks {
  /** Codat's id of the customer's company; `null` or `undefined` while it is still being fetched. */
  companyId?: string | null | undefined;
  /** What is to be connected. @default "accounting" */
  sourceType?: SourceType | undefined;
  /** The platform where it is known, such as `Xero`. */
  platformName?: string | undefined;
  /**
   * Codat's four-letter key of the platform where it is known, such as `gbol` for Xero. A whole step is named by it; a
   * part that stands alone by `platformName`.
   */
  platformKey?: string | undefined;
  /** What the host knows better of platforms, by key: laid over what is built in. */
  platforms?: Platforms | undefined;
  /** Who asks: the name of the host's product. */
  appName?: string | undefined;
  /** The customer's business, to choose among several. */
  businessName?: string | undefined;
  /** The person on the page, who signs the invite. */
  inviterName?: string | undefined;
  /** What the customer is applying for, to follow “for”: `a business loan`. */
  purpose?: string | undefined;
  /**
   * The company's link as Codat's API returned it, or a function (a server action fits) that fetches one
   * for `"connect"` or `"invite"`, called when somebody is about to use it, never on mount.
   * @default made from `companyId` by `linkTemplate`
   */
  linkUrl?: string | ((use: LinkUse) => LinkResult | Promise<LinkResult>) | undefined;
  /** Form of the link where there is no `linkUrl`. @default "https://link.codat.io/company/{companyId}" */
  linkTemplate?: string | undefined;
  /** Hosts allowed in links beside Codat's own, such as `localhost:4310`. */
  linkHosts?: readonly string[] | undefined;
  /** Where the button opens Codat's page. @default "_blank" */
  target?: "_blank" | "_self" | undefined;
  /** Where the host says how it uses the data. */
  privacyUrl?: string | undefined;
  /** Where a customer finds help, or another way, such as uploading files. */
  supportUrl?: string | undefined;
  /**
   * Other languages that the customer can write the invite in, such as `codat-onboarding/locales/mail/fr-CA`.
   * @default that of `messages` alone
   */
  languages?: readonly InviteMailMessages[] | undefined;
  /** Words that replace the English ones: a locale, or single sentences. */
  messages?: MessagesOverride | undefined;
}

/** {@link StepSettings}, and what the host knows of the state of a step. */
export interface StepOptions extends StepSettings {
  /** What the host knows of the connection. @default "idle" */
  status?: ConnectionStatus | undefined;
  /** What the host knows of the invite. @default "none", or "prepared" once a way of inviting was used */
  invite?: InviteState | undefined;
  /** What the host knows of why it is so. @default what Codat's redirect said */
  reason?: StepReason | undefined;
}

/** The options that are no callbacks. */
const plainOptions: Record<Exclude<keyof StepOptions, keyof StepCallbacks>, true> = {
  companyId: true,
  sourceType: true,
  platformName: true,
  platformKey: true,
  platforms: true,
  appName: true,
  businessName: true,
  inviterName: true,
  purpose: true,
  linkUrl: true,
  linkTemplate: true,
  linkHosts: true,
  target: true,
  privacyUrl: true,
  supportUrl: true,
  languages: true,
  messages: true,
  status: true,
  invite: true,
  reason: true,
};

/** Their names. */
export const plainOptionNames = Object.keys(plainOptions) as (keyof typeof plainOptions)[];

const optionNames: readonly string[] = [...plainOptionNames, "onEvent", ...stepEvents.map(callbackName)];

/** Divides a component's props into options of the step and the rest, which belongs to its element. */
export function splitProps<Props extends StepOptions>(
  props: Props,
): [StepOptions, Omit<Props, keyof StepOptions>] {
  const options: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const name in props) (optionNames.includes(name) ? options : rest)[name] = props[name];
  return [options, rest as Omit<Props, keyof StepOptions>];
}

/**
 * What is nearer laid over what is farther: settings, and the words in them to the single sentence. A key without
 * a value is no value, but it is known: `companyId` may still be on its way.
 */
export function mergeSettings<T extends object>(far: T | undefined, near: object | undefined): T {
  const merged = { ...far } as Record<string, unknown>;
  for (const name in near) {
    const value: unknown = near[name as keyof typeof near];
    const under = merged[name];
    merged[name] = isRecord(value) && isRecord(under) ? mergeSettings(under, value) : (value ?? under);
  }
  return merged as T;
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && !Array.isArray(value);
}
