import { OnboardingError } from "../../core/errors.js";
import type { ReportError } from "../utils/reportError.js";
import type { Timers } from "../utils/unrefTimers.js";
import { within } from "../utils/wait.js";

/** An answer, or another one where it is too late. */
export type WithTimeout = (answer: Promise<Response>, late: () => Response) => Promise<Response>;

/** Somebody waits at a page: a request may need several calls, each with a limit of its own. */
const patience = 20_000;

/** What takes too long goes on, so that the next request finds it done; nobody reads its own answer any more. */
export function createWithTimeout(report: ReportError, timers?: Timers | undefined): WithTimeout {
  return async (answer, late) => {
    const inTime = await within(answer, patience, timers);
    if (inTime) return inTime;
    const sentence =
      "A request was not answered within 20 seconds: Codat, or a function of the host, is slow.";
    report(new OnboardingError("ONB-508", sentence, { recoverable: true }));
    // A stream that nobody reads would be kept for minutes.
    answer.then(({ body }) => body?.cancel()).catch(report);
    return late();
  };
}
