/** What a page is open on, as far as a browser reveals it. */
export type Device = "phone" | "windows" | "other";

/**
 * From what a platform can be connected: any device; a computer, since its pages are not made for phones or something
 * must be installed at the platform; only the Windows computer that has the software. The values are the devices that
 * are not suited.
 */
export const platformDevices = {
  any: [],
  desktop: ["phone"],
  installed: ["phone", "other"],
} as const satisfies Record<string, readonly Device[]>;

export type PlatformDevice = keyof typeof platformDevices;

/** Whether a platform is hard or impossible to connect from a device; not from one that is unknown. */
export function isUnsuited(device: Device | undefined, needed: PlatformDevice): boolean {
  const unsuited: readonly (Device | undefined)[] = platformDevices[needed];
  return unsuited.includes(device);
}

/** What is known of a platform before the first attempt. */
export interface Platform {
  /** Its full, exact name. */
  name?: string | undefined;
  /** From what it can be connected. @default "any" */
  device?: PlatformDevice | undefined;
  /** Connecting it takes an administrator's access. */
  admin?: boolean | undefined;
}

/** Platforms by Codat's four-letter key. */
export type Platforms = Readonly<Record<string, Platform>>;

/** Whether it has the form of Codat's keys of platforms, such as `gbol` for Xero. */
export function isPlatformKey(value: unknown): value is string {
  return typeof value === "string" && /^[a-z]{4}$/.test(value);
}

/** By Codat's documents of 2026. Its API names only the installed ones. Never a complete list. */
const known: Platforms = {
  gbol: { name: "Xero" },
  qhyg: { name: "QuickBooks Online", admin: true },
  pqsw: { name: "QuickBooks Desktop", device: "installed", admin: true },
  hbql: { name: "Sage 50", device: "installed", admin: true },
  akxx: { name: "Oracle NetSuite", device: "desktop", admin: true },
  trji: { name: "Dynamics 365 Business Central", device: "desktop" },
  jcrp: { name: "Sage 200", device: "desktop" },
  knfz: { name: "Sage Intacct", device: "desktop", admin: true },
  rqwd: { name: "Dynamics 365 Finance", device: "desktop" },
  rvam: { name: "Workday", device: "desktop" },
  fztf: { name: "Shopify", device: "desktop" },
};

/**
 * What is known of a platform; the host's entry overrides ours. Empty where neither knows it.
 *
 * @param name its exact name, used where there is no key: some connections carry only the name
 */
export function platformOf(
  key: string | undefined,
  platforms: Platforms = {},
  name?: string | undefined,
): Platform {
  const merged = Object.entries({ ...known, ...platforms }).map(
    ([at, entry]) => [at, { ...known[at], ...entry }] as const,
  );
  const found = merged.find(([at, platform]) => (key ? at === key : name && platform.name === name));
  return found?.[1] ?? {};
}
