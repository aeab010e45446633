import type { CompanyConnection } from "../../core/company/company.js";
import type { OnboardingError } from "../../core/errors.js";
import type { Backplane } from "../backplane/backplane.js";
import type { LogRecord } from "../operating/logRecord.js";
import type { BudgetLimits } from "./budgetLimits.js";
import type { StreamLimits } from "./streamLimits.js";

/** The customer that a request comes from, according to the host's session. */
export interface Customer {
  /** The id of the business, not of the person. It must never change: the company at Codat is found by it. */
  id: string;
  /** The business's name, used to name its company at Codat. */
  name?: string | undefined;
  /** The person signed in. */
  user?: { id: string; name?: string | undefined } | undefined;
}

/**
 * The host's own record of each customer's company. It is asked first; the tag at Codat is used when it has none, or
 * one that Codat does not know.
 */
export interface CompanyStore {
  /** Codat's id of the customer's company; nothing where there is none yet. */
  get(customerId: string): Promise<string | null | undefined> | string | null | undefined;
  /** Called with a company that was created or found. An error is reported, and nothing else fails. */
  set(customerId: string, companyId: string): Promise<void> | void;
}

/** What every hook is called with. Hooks run at least once; `id` is the same each time. */
export interface HookEvent {
  /** Codat's id of the webhook. */
  id: string;
  /** Codat's id of the company; a subsidiary's, where the connection is the subsidiary's. */
  companyId: string;
  /** The customer that the company belongs to, where known. */
  customerId?: string | undefined;
}

/** A connection was created, changed, failed, ended or was deleted. */
export interface ConnectionChange extends HookEvent {
  /** Codat's event type: `connection.connected`, `connection.disconnected` … */
  eventType: string;
  /** As it is now. */
  connection: CompanyConnection;
}

/** A connection's first data can be fetched from Codat. */
export interface DataReady extends HookEvent {
  connectionId: string;
  /** Codat's data types: `invoices`, `bankTransactions` … */
  dataTypes: readonly string[];
}

/** Durable invite links, on the host's own domain: a mail scanner may open their pages without using up anything. */
export interface DurableInviteOptions {
  /** The key that signs links: 32 characters or more; several while rotating, the first signs. `undefined` throws. */
  secret: string | readonly (string | undefined)[] | undefined;
  /** The origin under which colleagues reach the companion, such as `https://apply.example`. */
  publicUrl: string;
  /** The path of the pages on `publicUrl`, outside of `basePath`. @default "/connect" */
  path?: string | undefined;
  /** How long an invite lives, in milliseconds. @default 14 days */
  ttl?: number | undefined;
  /** Allows a backplane in memory in production: each deploy then ends every invite. @default false */
  allowMemory?: boolean | undefined;
  /** The host's logo: a path on `publicUrl`, or a `data:` URL of an image. @default none, only the appName */
  logo?: string | undefined;
  /** The brand, of which everything else follows. @default a blue, light and dark */
  colors?: InviteColors | undefined;
  /** The font families of the pages, as in CSS: `"Acme Sans", sans-serif`. @default system-ui, sans-serif */
  font?: string | undefined;
  /** The file of the first family: a path on `publicUrl`, or a `data:` URL of a font. @default none, it is installed */
  fontFile?: string | undefined;
  /** How round buttons are, and cards half as much again, as a length of CSS: `4px`, `0.5rem`. @default "0.5rem" */
  radius?: string | undefined;
  /**
   * Whether the names that `authenticate` gives were verified. Of others, those that hold an address of the web or of
   * mail, or seven digits, are left out: a customer could have a stranger call or visit them, on the host's own domain.
   * No name is ever a link.
   *
   * @default not verified
   */
  names?: "verified" | undefined;
}

/** Colours of the pages: a name, `#0b5394`, `rgb()`, `hsl()`, `oklch()` …, taken as opaque. */
export interface InviteColors {
  /** Of the button; links, edges and the focus have it as far as it can be read. */
  accent?: string | undefined;
  /** Of text on `accent`. @default black or white, whichever can be read better */
  onAccent?: string | undefined;
  /** Where the browser prefers a dark scheme. @default the light ones, if any is given */
  dark?: { accent?: string | undefined; onAccent?: string | undefined } | undefined;
}

/** Options of `createOnboardingServer`. */
export interface OnboardingServerOptions {
  /** Codat's API key. It never leaves the server. `undefined`, as of an unset environment variable, throws. */
  apiKey: string | undefined;
  /** The webhook endpoint's secret, `whsec_…`; several while rotating. `undefined` throws. */
  webhookSecret: string | readonly (string | undefined)[] | undefined;
  /** The name of the host's product, shown to customers and colleagues. */
  appName: string;
  /**
   * Returns the customer that is signed in, or `null`. The request has an address, a method and headers, but no body.
   * People return from Codat by a link on another site, so their session cookie must be `SameSite=Lax`; a `Strict` one
   * is not sent then.
   *
   * @param context - `recheck` is true where nobody has acted, so that the session's idle time must not begin anew: an
   * open stream is checked again, with the request that opened it, or a stream that was cut goes on
   */
  authenticate(request: Request, context: { recheck: boolean }): Promise<Customer | null> | Customer | null;
  /** The address of Codat's API; in production no other is allowed. @default "https://api.codat.io" */
  apiUrl?: string | undefined;
  /** The path of the routes, as the browser sees it: the provider's `endpoint`. @default "/api/codat" */
  basePath?: string | undefined;
  /**
   * Other origins whose scripts may call the routes with the customer's cookies, such as `https://app.example`; the
   * components themselves run on the companion's origin. List the companion's own origin where a proxy hides it and old
   * browsers are to work: those without `Sec-Fetch-Site` are recognised by `Origin` alone. @default none
   */
  allowedOrigins?: readonly string[] | undefined;
  /** Hosts allowed in links besides Codat's own, such as `localhost:4310`. */
  linkHosts?: readonly string[] | undefined;
  /**
   * The host's page to which `GET return` redirects the customer: a path or an address. The parameters of Codat's
   * redirect are appended for `useLinkReturn`. @default "/"
   */
  returnUrl?: string | undefined;
  /** Shown for questions: a mail address, a telephone number, or a URL. */
  supportContact?: string | undefined;
  /** The host's privacy notice: a path or an address. */
  privacyUrl?: string | undefined;
  /** The host's own record of each customer's company. @default none, only the tag at Codat */
  companies?: CompanyStore | undefined;
  /** What the instances of the companion share. @default memoryBackplane() */
  backplane?: Backplane | undefined;
  /** Durable invite links and their pages. Without it there are no such routes: invites hold the host's `linkUrl`. */
  invites?: DurableInviteOptions | undefined;
  /** What one customer may cost of the day's calls to Codat. */
  budget?: BudgetLimits | undefined;
  /** How much the event streams may take, and how they are kept alive behind proxies. */
  streams?: StreamLimits | undefined;
  /** Called for each webhook of a connection, at least once, before Codat is answered. */
  onConnectionChange?: ((change: ConnectionChange) => Promise<void> | void) | undefined;
  /** Called when a connection's first data can be fetched, at least once, before Codat is answered. */
  onDataReady?: ((ready: DataReady) => Promise<void> | void) | undefined;
  /** Called with each error. @default console.error */
  onError?: ((error: OnboardingError) => void) | undefined;
  /**
   * Called with a record of each thing that happens, for a log or for metrics; `codat-onboarding/opentelemetry` makes one.
   * A record holds words of closed lists and numbers: no link, token, address, name or id. What it throws disturbs nothing,
   * and is reported once. It is not awaited.
   *
   * @default none, and nothing is measured
   */
  onLog?: ((record: LogRecord) => void) | undefined;
  /** Allows a fake Codat and published test secrets in production. @default false */
  allowFake?: boolean | undefined;
  /** The transport for calls to Codat's API. @default globalThis.fetch */
  fetch?: typeof globalThis.fetch | undefined;
  /** The clock. @default the system's */
  now?: (() => Date) | undefined;
}
