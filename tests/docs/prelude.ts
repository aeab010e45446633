// What a fragment in the manual may name without saying where it comes from. The package's own exports need no import
// in a fragment either; a file (`file=…`) imports everything.
import type { Server } from "node:http";
import type { ComponentProps, ReactNode } from "react";
import type { OnboardingError } from "../../src/index.js";
import type { OnboardingServer, OnboardingServerOptions } from "../../src/server/index.js";
import type { FakeCodat } from "../../src/testing/index.js";

/** The person signed in, as the host knows them. */
export declare const session: {
  userId: string;
  userName: string;
  businessId: string;
  businessName: string;
};
export declare const userId: string;
/** A company as Codat's API gives it. */
export declare const company: { id: string; redirect: string };
export declare const companyId: string;
export declare const connectionId: string;
/** Calls Codat's API. */
export declare function codat(path: string): Promise<{ results: unknown[] }>;
/** Fetches a link from the host's server. */
export declare function createLink(
  use: "connect" | "invite",
): Promise<{ url: string; expiresAt?: Date | string }>;

/** The companion, and what it was made of. */
export declare const onboarding: OnboardingServer;
export declare const options: OnboardingServerOptions;
/** What serves it. */
export declare const server: Server;
export declare const fakeCodat: FakeCodat;
export declare const secret: string;
export declare const request: Request;
/** Express, and an app of it. */
export declare const express: {
  json(options?: { verify?: (request: object, response: object, bytes: Uint8Array) => void }): unknown;
};
export declare const app: {
  use(...handlers: unknown[]): void;
  all(path: string, handler: unknown): void;
  post(path: string, handler: (request: never, response: never) => unknown): void;
};
/** The host's database. */
export declare const db: {
  find(key: string): Promise<string | undefined>;
  save(key: string, value: unknown): Promise<void>;
};
/** The host's queue of work. */
export declare const queue: { add(work: unknown): Promise<void> };

/** The host's own components, and what it does. */
export declare function Button(props: ComponentProps<"a">): ReactNode;
export declare function report(error: OnboardingError): void;
export declare function track(...what: unknown[]): void;
export declare function goTo(path: string): void;
