import { fieldsOf, textOf } from "../../core/json.js";

/** What Codat answered, read with suspicion: the body is `undefined` where it is no JSON, or is too long. */
export interface CodatResponse {
  status: number;
  body: unknown;
  /** When Codat answered, by its own clock where it says so. */
  at: Date;
  /** Codat's id for the call, to quote to its support. */
  correlationId?: string | undefined;
}

/** Further ahead than this no clock is; a version from there would make all later news old. */
const clocksApart = 5 * 60 * 1000;

/** No list that we ask for comes near this. */
const longestBody = 4 * 1024 * 1024;

/** Reads an answer, its body no further than it may be long. */
export async function readCodatResponse(response: Response, now: () => Date): Promise<CodatResponse> {
  const body = parse(await boundedText(response));
  const date = new Date(response.headers.get("date") ?? Number.NaN);
  const here = now();
  return {
    status: response.status,
    body,
    at: +date <= +here + clocksApart ? date : here,
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
    if (size > longestBody) {
      // Not waited for: where a framework has cloned the answer, it ends only when the clone is read.
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
  const told =
    textOf(fieldsOf(body)["correlationId"]) ??
    headers.get("x-correlation-id") ??
    headers.get("correlation-id") ??
    "";
  return /^[\w.:-]{1,100}$/.test(told) ? told : undefined;
}
