import type { IncomingMessage } from "node:http";

/** Options of {@link nodeRequest}. */
export interface NodeRequestOptions {
  trustProxy: boolean;
  signal: AbortSignal;
}

/** What Express adds. */
interface ParsedMessage extends IncomingMessage {
  /** The whole path, where `url` has lost what it is mounted at. */
  originalUrl?: string | undefined;
  body?: unknown;
}

/** @returns `undefined` for what is no request to a page: a malformed host, path or header */
export function nodeRequest(message: ParsedMessage, options: NodeRequestOptions): Request | undefined {
  try {
    const { method = "GET" } = message;
    const init: RequestInit & { duplex?: "half" } = {
      method,
      headers: headersOf(message),
      signal: options.signal,
    };
    const request = new Request(urlOf(message, options.trustProxy), {
      ...init,
      ...(method === "GET" || method === "HEAD" ? {} : { body: bodyOf(message), duplex: "half" }),
    });
    // What was read is gone; the request says so, as one that was read here would.
    if (isConsumed(message)) void request.body?.cancel();
    return request;
  } catch {
    return undefined;
  }
}

/** `//host/path` is a path here, and no address of another host. */
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
  // HTTP/1.0 need not name a host.
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
    // HTTP/2 has its method and path among them.
    if (value === undefined || name.startsWith(":")) continue;
    for (const one of Array.isArray(value) ? value : [value]) headers.append(name, one);
  }
  return headers;
}

function isConsumed(message: ParsedMessage): boolean {
  return message.readableDidRead && !Buffer.isBuffer(message.body);
}

/** Raw bytes that `express.raw()` has read are as good as unread ones. */
function bodyOf(message: ParsedMessage): Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> {
  if (Buffer.isBuffer(message.body)) return new Uint8Array(message.body);
  return isConsumed(message) ? new Uint8Array() : streamOf(message);
}

/** Nothing is read before somebody asks for it, and no more than is asked for. */
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
