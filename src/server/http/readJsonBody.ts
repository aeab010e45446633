import { fieldsOf } from "../../core/json.js";
import { serverError } from "../errors/serverError.js";
import { parsedBodyOf } from "./parsedBody.js";
import { isJsonObject, parseJsonObject } from "./parseJsonObject.js";
import { readBody } from "./readBody.js";

const bodyTime = 10_000;

/**
 * The fields of a request whose body is a JSON object; `undefined` for any other.
 *
 * @throws OnboardingError `ONB-507` when a body parser has read the body, and kept neither its bytes nor its fields
 */
export async function readJsonBody(
  request: Request,
  bytes: number,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  // A form on another site can send text, but not with this content type.
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) return undefined;
  const parsed = parsedBodyOf(request);
  if (parsed !== undefined) return isJsonObject(parsed) ? fieldsOf(parsed) : undefined;
  const body = await readBody(request, { bytes, time: bodyTime });
  if (body === "consumed") throw serverError("bodyConsumed");
  const value = typeof body === "string" ? undefined : parseJsonObject(body);
  return value && fieldsOf(value);
}
