import type { IncomingMessage } from "node:http";
import { keepParsedBody } from "../http/parsedBody.js";

/** Options of {@link nodeRequest}. */
export interface NodeRequestOptions {
  trustProxy: boolean;
}

/** With what Express, its body parsers and other servers add. */
interface ParsedMessage extends IncomingMessage {
  /** The whole path; `url` lacks the part that the handler is mounted at. */
  originalUrl?: string | undefined;
  /** What a parser made of the body: its bytes, its text, or an object. */
  body?: unknown;
  /** The body's bytes, or its text, kept beside what a parser made of it. */
  rawBody?: unknown;
}

/** @returns `undefined` for a malformed host, path or header */
export function nodeRequest(message: ParsedMessage, options: NodeRequestOptions): Request | undefined {
  try {
    const { method = "GET" } = message;
    const init: RequestInit & { duplex?: "half" } = {
      method,
      headers: headersOf(message),
    };
    const request = new Request(urlOf(message, options.trustProxy), {
      ...init,
      ...(method === "GET" || method === "HEAD" ? {} : { body: bodyOf(message), duplex: "half" }),
    });
    if (isConsumed(message)) {
      // Marks the body as used, as if it had been read here.
      void request.body?.cancel();
      keepParsedBody(request, message.body);
    }
    return request;
  } catch {
    return undefined;
  }
}

/** Concatenated, not resolved: `//host/path` is a path here, not the address of another host. */
function urlOf(message: ParsedMessage, trustProxy: boolean): string {
  const target = message.originalUrl ?? message.url ?? "/";
  const forwarded = (name: string) =>
    trustProxy
      ? String(message.headers[name] ?? "")
          .split(",")[0]
          ?.trim() || undefined
      : undefined;
  const isEncrypted = "encrypted" in message.socket && message.socket.encrypted === true;
  const scheme = forwarded("x-forwarded-proto") ?? (isEncrypted ? "https" : "http");
  const named = forwarded("x-forwarded-host") ?? message.headers[":authority"] ?? message.headers.host;
  // HTTP/1.0 requests may lack a host.
  let host = String(named ?? "localhost");
  let path = target;
  if (!target.startsWith("/")) {
    const whole = new URL(target);
    host = forwarded("x-forwarded-host") ?? whole.host;
    path = whole.pathname + whole.search;
  }
  if (!/^https?$/.test(scheme) || !/^[\w.:[\]-]+$/.test(host)) throw new TypeError("No address.");
  return `${scheme}://${host}${path}`;
}

function headersOf(message: ParsedMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    // HTTP/2 lists its method and path among the headers.
    if (value === undefined || name.startsWith(":")) continue;
    for (const text of Array.isArray(value) ? value : [value]) headers.append(name, text);
  }
  return headers;
}

function isConsumed(message: ParsedMessage): boolean {
  return message.readableDidRead && keptBody(message) === undefined;
}

function bodyOf(message: ParsedMessage): Uint8Array<ArrayBuffer> | string | ReadableStream<Uint8Array> {
  return keptBody(message) ?? (isConsumed(message) ? new Uint8Array() : streamOf(message));
}

/** The body as it came, where a parser has read it and kept it so. A text that was decoded is encoded again. */
function keptBody({ rawBody, body }: ParsedMessage): Uint8Array<ArrayBuffer> | string | undefined {
  for (const kept of [rawBody, body]) {
    if (kept instanceof Uint8Array) return new Uint8Array(kept);
    if (typeof kept === "string" && kept !== "") return kept;
  }
  return undefined;
}

/** Reads the message only when the stream is pulled, one chunk at a time. */
function streamOf(message: IncomingMessage): ReadableStream<Uint8Array> {
  let hasEnded = false;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (message.listenerCount("data") > 0) {
          message.resume();
          return;
        }
        const fail = () => {
          if (!hasEnded) controller.error(new Error("The request was broken off."));
          hasEnded = true;
        };
        message.on("data", (chunk: Buffer) => {
          if (hasEnded) return;
          controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
          message.pause();
        });
        message.once("end", () => {
          if (!hasEnded) controller.close();
          hasEnded = true;
        });
        message.once("error", fail);
        message.once("close", fail);
      },
      cancel() {
        hasEnded = true;
        message.pause();
      },
    },
    { highWaterMark: 0 },
  );
}
