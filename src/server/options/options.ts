import type { CompanyConnection } from "../../core/company/company.js";
import type { OnboardingError } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";

/** Whom a request comes from, as the host's session says. */
export interface Customer {
  /** The business, never the person. It must never change: the company at Codat is found by it. */
  id: string;
  /** The business's name, for the label of its company. */
  name?: string | undefined;
  /** The person signed in. */
  user?: { id: string; name?: string | undefined } | undefined;
}

/**
 * The host's own record of whose company is which. It comes first; the tag at Codat is what is asked when it says
 * nothing, or names a company that Codat does not know.
 */
export interface CompanyStore {
  get(customerId: string): Promise<string | null | undefined> | string | null | undefined;
  /** Told of a company that was made or found. When it throws, that is reported, and nothing else fails. */
  set(customerId: string, companyId: string): Promise<void> | void;
}

/** What every hook is told. Hooks run at least once: `id` is the same each time. */
export interface HookEvent {
  /** Codat's id of the webhook. */
  id: string;
  companyId: string;
  /** Whose company it is, where that is known. */
  customerId?: string | undefined;
}

/** A connection was made, changed, failed, ended or was deleted. */
export interface ConnectionChange extends HookEvent {
  /** Codat's name: `connection.connected`, `connection.disconnected` … */
  eventType: string;
  connection: CompanyConnection;
}

/** A connection's first data can be fetched from Codat. */
export interface DataReady extends HookEvent {
  connectionId: string;
  /** Codat's names: `invoices`, `bankTransactions` … */
  dataTypes: readonly string[];
}

/** Durable invite links: on the host's own domain, to a page that a mail scanner can open without spending anything. */
export interface DurableInviteOptions {
  /** What links are signed with: 32 characters or more; several while rotating, the first signs. `undefined` throws. */
  secret: string | readonly (string | undefined)[] | undefined;
  /** The origin under which colleagues reach the companion, such as `https://apply.example`. */
  publicUrl: string;
  /** Where the pages are on it, outside of `basePath`. @default "/connect" */
  path?: string | undefined;
  /** How long an invite lives, in milliseconds. @default 14 days */
  ttl?: number | undefined;
  /** Allows a backplane that forgets in production: a deploy then ends every invite. @default false */
  allowMemory?: boolean | undefined;
  /** The host's logo: a path on `publicUrl`'s origin, or a `data:` URL of a picture. @default the appName alone */
  logo?: string | undefined;
  /** Colours of the pages: any CSS colour. @default quiet blues and greys, light and dark */
  colors?: InviteColors | undefined;
}

/** The pages' colours where they differ from the default; text on `accent` is `onAccent`. */
export interface InviteColors {
  accent?: string | undefined;
  onAccent?: string | undefined;
  /** The same by night. */
  dark?: { accent?: string | undefined; onAccent?: string | undefined } | undefined;
}

/** Options of `createOnboardingServer`. */
export interface OnboardingServerOptions {
  /** Codat's API key. It never leaves the server. `undefined`, as an unset environment variable is, throws. */
  apiKey: string | undefined;
  /** The webhook endpoint's secret, `whsec_…`; several while rotating. `undefined` throws. */
  webhookSecret: string | readonly (string | undefined)[] | undefined;
  /** Who asks: the name of the host's product. */
  appName: string;
  /**
   * Who is signed in; `null` for nobody. Is given the request's address, method and headers, and no body. Called again
   * while a stream is open, with the request that opened it. People come back from Codat by a link of another site, so
   * a session cookie that is `SameSite=Strict` does not come with them; `Lax` does.
   */
  authenticate(request: Request): Promise<Customer | null> | Customer | null;
  /** Where Codat's API is; in production no other. @default "https://api.codat.io" */
  apiUrl?: string | undefined;
  /** Where the routes are, as the browser sees it; the provider's `endpoint`. @default "/api/codat" */
  basePath?: string | undefined;
  /**
   * Other origins whose own scripts may call the routes with the customer's cookies, such as `https://app.example`; the
   * components stay on the companion's. The own origin too, where a proxy hides it and browsers are old: those that do
   * not send `Sec-Fetch-Site` are known by `Origin` alone, and what a proxy claims is not believed. @default none
   */
  allowedOrigins?: readonly string[] | undefined;
  /** Hosts allowed in links beside Codat's own, such as `localhost:4310`. */
  linkHosts?: readonly string[] | undefined;
  /**
   * The host's page that `GET return` leads the customer on to, a path or an address; what Codat's redirect says is
   * appended for `useLinkReturn`. @default "/"
   */
  returnUrl?: string | undefined;
  /** Whom people can ask: a mail address, a telephone number, or a URL. */
  supportContact?: string | undefined;
  /** Where the host says how it uses the data: a path or an address. */
  privacyUrl?: string | undefined;
  /** The host's own record of whose company is which. @default the tag at Codat alone */
  companies?: CompanyStore | undefined;
  /** What streams and webhooks go through. @default memoryBackplane() */
  backplane?: Backplane | undefined;
  /** Durable invite links and their pages. Without it there are no such routes, and the host's `linkUrl` is passed on. */
  invites?: DurableInviteOptions | undefined;
  /** Told of each webhook of a connection, at least once, before Codat is answered. */
  onConnectionChange?: ((change: ConnectionChange) => Promise<void> | void) | undefined;
  /** Where the host fetches a connection's first data. Called at least once for it, before Codat is answered. */
  onDataReady?: ((ready: DataReady) => Promise<void> | void) | undefined;
  /** What went wrong, with its number. Without it errors go to `console.error`. */
  onError?: ((error: OnboardingError) => void) | undefined;
  /** Allows a fake Codat and published test secrets in production. @default false */
  allowFake?: boolean | undefined;
  /** Calls Codat's API. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
  /** The clock. @default the system's */
  now?: (() => Date) | undefined;
}
