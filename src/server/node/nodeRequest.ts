import type { IncomingMessage, ServerResponse } from "node:http";
import { keepParsedBody } from "../http/parsedBody.js";
import { type RequestHead, ServedRequest } from "../http/servedRequest.js";

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
export function nodeRequest(
  message: ParsedMessage,
  reply: ServerResponse,
  options: NodeRequestOptions,
): Request | undefined {
  try {
    const request = new NodeRequest(new NodeHead(message, options), reply);
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

/** Reads the message's headers, which `node:http` keeps until the response has ended, in place of keeping a copy. */
class NodeHead implements RequestHead {
  readonly message: ParsedMessage;
  /** A framework may change the message's own. */
  readonly url: string;

  constructor(message: ParsedMessage, { trustProxy }: NodeRequestOptions) {
    this.message = message;
    this.url = urlOf(message, trustProxy);
  }

  again(): Request {
    return new Request(this.url, { headers: headersOf(this.message) });
  }
}

/** Its fields are private: hosts get it. */
class NodeRequest extends ServedRequest {
  readonly #head: NodeHead;
  readonly #reply: ServerResponse;
  #gone: AbortController | undefined;

  constructor(head: NodeHead, reply: ServerResponse) {
    const { message } = head;
    const { method = "GET" } = message;
    const hasBody = method !== "GET" && method !== "HEAD";
    const init: RequestInit & { duplex?: "half" } = {
      method,
      headers: headersOf(message),
      ...(hasBody && { body: bodyOf(message), duplex: "half" }),
    };
    super(head.url, init);
    this.#head = head;
    this.#reply = reply;
  }

  override get head(): RequestHead {
    return this.#head;
  }

  /** Aborted when the reader has gone; made only when somebody asks, since it costs more than the rest of a request. */
  override get signal(): AbortSignal {
    if (this.#gone) return this.#gone.signal;
    const gone = new AbortController();
    this.#gone = gone;
    const reply = this.#reply;
    const close = () => reply.writableFinished || gone.abort();
    if (reply.destroyed) close();
    else reply.once("close", close);
    return gone.signal;
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

/** A record, which a `Request` takes faster than `Headers`. */
function headersOf(message: ParsedMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    // HTTP/2 lists its method and path among the headers.
    if (value === undefined || name.startsWith(":")) continue;
    headers[name] = Array.isArray(value) ? value.join(", ") : value;
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
