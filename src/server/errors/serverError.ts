import { OnboardingError, type OnboardingErrorDetails } from "../../core/errors.js";
import { fillText } from "../../core/messages/text.js";
import { type ServerErrorRow, serverErrors } from "./serverErrors.js";

export type ServerErrorKind = keyof typeof serverErrors;

type HolesIn<Sentence extends string> = Sentence extends `${string}{${infer Hole}}${infer Rest}`
  ? Hole | HolesIn<Rest>
  : never;

type Holes<Kind extends ServerErrorKind> = HolesIn<(typeof serverErrors)[Kind]["sentence"]>;

/** The situations whose sentence has no hole. */
export type PlainErrorKind = {
  [Kind in ServerErrorKind]: [Holes<Kind>] extends [never] ? Kind : never;
}[ServerErrorKind];

type Details<Kind extends ServerErrorKind> = OnboardingErrorDetails & {
  values: Readonly<Record<Holes<Kind>, string>>;
};

/**
 * The error of a situation, with its code and sentence.
 *
 * @param details - `values` fills the sentence’s holes; `recoverable` is the table's unless it is given
 */
export function serverError<Kind extends ServerErrorKind>(
  kind: Kind,
  ...[details]: [Holes<Kind>] extends [never] ? [details?: OnboardingErrorDetails] : [details: Details<Kind>]
): OnboardingError {
  const { code, sentence, recoverable }: ServerErrorRow = serverErrors[kind];
  const { values = {}, ...rest }: OnboardingErrorDetails & { values?: Readonly<Record<string, string>> } =
    details ?? {};
  return new OnboardingError(code, fillText(sentence, values), { recoverable, ...rest });
}

/** What was caught, as an {@link OnboardingError}: one that is not is the cause of a new one. */
export function asOnboardingError(
  error: unknown,
  kind: "unforeseen" | "backplaneFailed" = "unforeseen",
): OnboardingError {
  return error instanceof OnboardingError ? error : serverError(kind, { cause: error });
}
