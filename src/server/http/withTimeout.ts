import { serverError } from "../errors/serverError.js";
import type { ReportError } from "../utils/reportError.js";
import type { Timers } from "../utils/timers.js";
import { within } from "../utils/wait.js";

/** Passes on a response, or answers with `late` instead when it takes too long. */
export type WithTimeout = (answer: Promise<Response>, late: () => Response) => Promise<Response>;

/** Milliseconds for a whole request, which may need several calls to Codat with limits of their own. */
const patience = 20_000;

/** The work behind a late response goes on, so that the next request finds it done. */
export function createWithTimeout(report: ReportError, timers?: Timers | undefined): WithTimeout {
  return async (answer, late) => {
    const inTime = await within(answer, patience, timers);
    if (inTime) return inTime;
    report(serverError("requestTimedOut"));
    // A stream that nobody reads would stay open for minutes.
    answer.then(({ body }) => body?.cancel()).catch(report);
    return late();
  };
}
