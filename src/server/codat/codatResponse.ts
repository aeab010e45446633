import { fieldsOf, textOf } from "../../core/json.js";

/** Codat's answer to one call. */
export interface CodatResponse {
  status: number;
  /** `undefined` where it is not JSON, or too long. */
  body: unknown;
  /** Codat's `Date` header, which is cut to the second; without a usable one, when the request was sent by our clock. */
  at: Date;
  /** Whether `at` is by Codat's clock. */
  isDated: boolean;
  /** Codat's id for the call, to quote to its support. */
  correlationId?: string | undefined;
}

/** Milliseconds. A date further ahead is not usable: all events until then would look older than this answer. */
const maxAhead = 5 * 60 * 1000;

/** Bytes. No list that we request comes near this. */
const maxBody = 4 * 1024 * 1024;

/** @param sentAt - before the request was sent: Codat cannot have answered earlier, so no later event looks old */
export async function readCodatResponse(response: Response, sentAt: Date): Promise<CodatResponse> {
  const body = parse(await boundedText(response));
  const date = new Date(response.headers.get("date") ?? Number.NaN);
  const isDated = +date <= +sentAt + maxAhead;
  return {
    status: response.status,
    body,
    at: isDated ? date : sentAt,
    isDated,
    correlationId: correlationId(response.headers, body),
  };
}

async function boundedText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > maxBody) {
      // Not awaited: where a framework has cloned the response, it resolves only when the clone is read.
      void reader.cancel().catch(() => undefined);
      return "";
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function correlationId(headers: Headers, body: unknown): string | undefined {
  const id =
    textOf(fieldsOf(body)["correlationId"]) ??
    headers.get("x-correlation-id") ??
    headers.get("correlation-id") ??
    "";
  return /^[\w.:-]{1,100}$/.test(id) ? id : undefined;
}
