import { OnboardingError, type OnboardingErrorDetails } from "../../core/errors.js";
import { fillText } from "../../core/messages/text.js";
import type { ServerErrorRow } from "./serverErrorRow.js";
import { serverErrors } from "./serverErrors.js";

export type ServerErrorKind = keyof typeof serverErrors;

type HolesIn<Sentence extends string> = Sentence extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesIn<Rest>
  : never;

type Holes<Kind extends ServerErrorKind> = HolesIn<(typeof serverErrors)[Kind]["sentence"]>;

/** The situations whose sentence has no hole. */
export type PlainErrorKind = {
  [Kind in ServerErrorKind]: [Holes<Kind>] extends [never] ? Kind : never;
}[ServerErrorKind];

interface ServerErrorDetails extends OnboardingErrorDetails {
  /** Milliseconds after which trying again may help. */
  retryAfter?: number | undefined;
}

type Details<Kind extends ServerErrorKind> = ServerErrorDetails & {
  values: Readonly<Record<Holes<Kind>, string>>;
};

/** An error that says when trying again may help. */
class LaterError extends OnboardingError {
  /** Milliseconds. */
  declare readonly retryAfter: number;

  constructor(retryAfter: number, ...rest: ConstructorParameters<typeof OnboardingError>) {
    super(...rest);
    this.retryAfter = retryAfter;
  }
}

/** Milliseconds after which trying again may help, where an error says so. */
export function retryAfterOf(error: unknown): number | undefined {
  return error instanceof LaterError ? error.retryAfter : undefined;
}

/**
 * The error of a situation, with its code and sentence.
 *
 * @param details - `values` fills the sentence’s holes; `recoverable` is the table's unless it is given
 */
export function serverError<Kind extends ServerErrorKind>(
  kind: Kind,
  ...[details]: [Holes<Kind>] extends [never] ? [details?: ServerErrorDetails] : [details: Details<Kind>]
): OnboardingError {
  const { code, sentence, recoverable }: ServerErrorRow = serverErrors[kind];
  const {
    values = {},
    retryAfter,
    ...rest
  }: ServerErrorDetails & { values?: Readonly<Record<string, string>> } = details ?? {};
  const given = [code, fillText(sentence, values), { recoverable, ...rest }] as const;
  return retryAfter === undefined ? new OnboardingError(...given) : new LaterError(retryAfter, ...given);
}

/** Milliseconds after which a backplane that is away may be back. */
const awayFor = 5_000;

/** What was caught, as an {@link OnboardingError}: one that is not is the cause of a new one. */
export function asOnboardingError(
  error: unknown,
  kind: "unforeseen" | "backplaneFailed" = "unforeseen",
): OnboardingError {
  if (error instanceof OnboardingError) return error;
  return serverError(kind, { cause: error, ...(kind === "backplaneFailed" && { retryAfter: awayFor }) });
}
