import { onboardingErrorCodes } from "../../core/errors.js";
import { type InviteState, inviteStates } from "../../core/status/inviteState.js";
import { codatOperations } from "../codat/codatOperation.js";
import { streamEnds } from "../events/streamEnd.js";
import { routeNames } from "../routes/routePaths.js";
import { webhookTypes } from "../webhooks/webhookType.js";

/**
 * Every record, and what each of its fields may be: one of these words, a number, or a number where it is known. A record
 * holds no other text, so that none can hold a link, a token, an address, a name or an id: Codat's id of a company is all
 * that its Hosted Link is made of. Times are in milliseconds.
 */
export const logRecords = {
  /** A request was answered; of a stream, its head. */
  request: {
    route: routeNames,
    method: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other"],
    status: "number",
    duration: "number",
  },
  /** A request for `webhooks` was answered. `age`: since what it tells of, where it is Codat's. */
  webhook: {
    event: webhookTypes,
    outcome: ["done", "repeated", "ignored", "refused", "unfinished"],
    duration: "number",
    age: "number?",
  },
  /** `open`: how many streams this process has then. */
  streamOpened: { beginning: ["new", "resumed", "resync"], open: "number" },
  streamEnded: { reason: streamEnds, duration: "number", open: "number" },
  /** A page was told to come back for its stream after `wait`. */
  streamRefused: { reason: ["full", "rate", "closing"], wait: "number" },
  /** One try of a call of Codat's API. `status` is missing where nothing answered; `left`: of the day, as Codat says. */
  call: { operation: codatOperations, status: "number?", duration: "number", left: "number?" },
  /** A function of the host's was called. */
  hook: {
    hook: ["authenticate", "companies.get", "companies.set", "onConnectionChange", "onDataReady"],
    outcome: ["done", "failed"],
    duration: "number",
  },
  /** A customer's company was found at Codat, made there, or is gone. */
  company: { outcome: ["found", "made", "gone"] },
  /** An invite came to a state. That it expires happens by itself, and is not told. */
  invite: { state: Object.keys(inviteStates) as InviteState[] },
  /**
   * A call of Codat's API was not made: an account was empty, the rest of the day is kept for others, it could be done
   * without, the day's calls are used up, or it waited behind others for too long.
   */
  budget: { refusal: ["customer", "colleagues", "reserve", "spare", "day", "line"] },
  /** A step of the backplane failed. */
  backplane: { step: ["view", "commit", "subscribe"], duration: "number" },
  /** `onError` was called. */
  error: { code: onboardingErrorCodes, recoverable: ["yes", "no"] },
  /** `close()` was called, and is over. */
  server: { state: ["draining", "closed"] },
} as const satisfies Readonly<Record<string, LogFields>>;

type LogFields = Readonly<Record<string, readonly string[] | "number" | "number?">>;
type LogTable = typeof logRecords;

/** The kind of a record. */
export type LogRecordType = keyof typeof logRecords;

type Values<Fields> = {
  [Name in keyof Fields as Fields[Name] extends "number?"
    ? never
    : Name]: Fields[Name] extends readonly string[] ? Fields[Name][number] : number;
} & { [Name in keyof Fields as Fields[Name] extends "number?" ? Name : never]?: number | undefined };

/**
 * What `onLog` is told, of any kind or of one: `LogRecord<"webhook">`. It holds words of closed lists and numbers, times in
 * milliseconds; no link, token, address, name or id. The fields of each kind stand in `docs/operating.md`.
 */
export type LogRecord<Type extends LogRecordType = LogRecordType> = Type extends LogRecordType
  ? { type: Type } & Values<LogTable[Type]>
  : never;
