import { streamFault } from "../../client/streamFault.js";
import type { OnboardingError } from "../../core/errors.js";
import { connectionStatuses } from "../../core/status/connectionStatus.js";
import type { StepCallbacks } from "../../core/step/stepEvent.js";

const heard = new WeakSet<OnboardingError>();
const said = new Set<string>();
/** What whoever builds the page can mend; the others are the customer's, or nobody's. */
const mendable = /^ONB-(10[23]|201|40[2-7])$/;

/**
 * For development: the callbacks, and what goes wrong where none of any floor listens is a line in the console, one a
 * page for each code.
 *
 * @param isOutermost nobody listens farther out
 */
export function speakingCallbacks(callbacks: StepCallbacks, isOutermost: boolean): StepCallbacks {
  return {
    ...callbacks,
    onError(error) {
      if (callbacks.onError || callbacks.onEvent) heard.add(error);
      callbacks.onError?.(error);
      if (isOutermost && !heard.has(error) && mendable.test(error.code)) sayOnce(error.code, lineOf(error));
    },
  };
}

/** For development: says that a step's `status` is none. */
export function sayBadStatus(status: string | undefined): void {
  if (status === undefined || Object.hasOwn(connectionStatuses, status)) return;
  sayOnce("status", `The status “${status}” is not one of ${Object.keys(connectionStatuses).join(", ")}.`);
}

/** For development: says which sentences of a part are English in another language. */
export function sayUntranslated(
  name: string,
  english: object,
  given: object | undefined,
  locale = "en",
): void {
  if (/^en\b/.test(locale) || said.has(name)) return;
  const missing = missingIn(english, given, `${name}.`);
  if (missing.length > 0)
    sayOnce(name, `The messages in “${locale}” lack ${missing.join(", ")}, which are shown in English.`);
}

function missingIn(english: object, given: object | undefined, path: string): readonly string[] {
  return Object.entries(english).flatMap(([key, text]: [string, unknown]) => {
    const there: unknown = given?.[key as keyof typeof given];
    // Which forms a language has for numbers is its own.
    if (typeof text === "object" && text !== null && !Array.isArray(text) && !("other" in text))
      return missingIn(text, there as object | undefined, `${path}${key}.`);
    return there === undefined ? path + key : [];
  });
}

function lineOf({ code, message }: OnboardingError): string {
  if (code !== "ONB-402") return message;
  const silence = "Nothing came from the companion: is it running, and does no proxy hold its stream back?";
  return `${streamFault.last ?? silence} (${code})`;
}

/** Says it in the console, the first time alone. */
export function sayOnce(what: string, line: string): void {
  if (said.has(what)) return;
  said.add(what);
  console.warn(`codat-onboarding: ${line}`);
}
