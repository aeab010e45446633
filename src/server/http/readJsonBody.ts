import { OnboardingError } from "../../core/errors.js";
import { fieldsOf } from "../../core/json.js";
import type { Timers } from "../utils/unrefTimers.js";
import { parseJsonObject } from "./parseJsonObject.js";
import { readBody } from "./readBody.js";

const bodyTime = 10_000;

/**
 * The fields of a request whose body is a JSON object; `undefined` for any other.
 *
 * @throws OnboardingError `ONB-507` when somebody else has read the body
 */
export async function readJsonBody(
  request: Request,
  bytes: number,
  timers: Timers,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  // A form of another page can send text, never JSON by its name.
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return undefined;
  const body = await readBody(request, { bytes, time: bodyTime }, timers);
  if (body === "consumed") {
    const sentence =
      "A request’s body was read before it came here: mount the companion before body parsers such as express.json().";
    throw new OnboardingError("ONB-507", sentence);
  }
  const value = typeof body === "string" ? undefined : parseJsonObject(body);
  return value && fieldsOf(value);
}
