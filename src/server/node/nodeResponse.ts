import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { connectSink, type EventSink } from "../events/eventBody.js";

/** Milliseconds to flush what is queued when a stream ends, and to drain a request's unread body. */
const linger = 2_000;

/** Writes a `Response` to `node:http` with back-pressure. Rejects with the error of its body. */
export async function sendNodeResponse(
  response: Response,
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const { body } = response;
  if (reply.destroyed) return void body?.cancel().catch(() => {});
  drainRequest(message, reply);
  const headers = headersOf(response.headers);
  if (message.httpVersionMajor === 1) {
    // Unchunked, an event is one write instead of four. HTTP/1.1 allows the end of the connection to end the body, and
    // the reader of a stream must handle that anyway.
    if (isStream(response)) reply.removeHeader("transfer-encoding");
    if (isStream(response) || isClosing(message)) headers["connection"] = "close";
  } else delete headers["connection"];
  reply.writeHead(response.status, headers);
  if (!body || message.method === "HEAD") {
    reply.end();
    return void body?.cancel().catch(() => {});
  }
  const disconnect = connectSink(body, new NodeSink(reply));
  // It closes once: `once` would keep more for each stream.
  if (disconnect) reply.on("close", disconnect);
  else await copy(body, reply);
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

/** Node keeps connections that were busy when its server was closed: a proxy would go on asking by them, and get 503. */
function isClosing({ socket }: IncomingMessage): boolean {
  return (socket as { server?: { listening?: boolean } }).server?.listening === false;
}

function headersOf(headers: Headers): OutgoingHttpHeaders {
  const cookies = headers.getSetCookie();
  const { "set-cookie": _, ...rest } = Object.fromEntries(headers);
  return cookies.length > 0 ? { ...rest, "set-cookie": cookies } : rest;
}

/** The last chunk as a Buffer: sockets would convert it again for each of a thousand streams. */
const shared: { chunk: Uint8Array; buffer: Buffer } = { chunk: new Uint8Array(), buffer: Buffer.alloc(0) };

function bufferOf(chunk: Uint8Array): Buffer {
  if (shared.chunk !== chunk) {
    shared.chunk = chunk;
    shared.buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  return shared.buffer;
}

class NodeSink implements EventSink {
  private readonly reply: ServerResponse;

  constructor(reply: ServerResponse) {
    this.reply = reply;
  }

  queued(): number {
    return this.reply.writableLength;
  }

  /** Returns false from a quarter of the limit on. */
  write(chunk: Uint8Array): boolean {
    return this.reply.write(bufferOf(chunk));
  }

  end(): void {
    const { reply } = this;
    reply.end();
    const timer = setTimeout(() => reply.destroy(), linger).unref();
    reply.once("close", () => clearTimeout(timer));
  }

  cut(): void {
    this.reply.destroy();
  }
}

async function copy(body: ReadableStream<Uint8Array>, reply: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const cancel = () => void reader.cancel().catch(() => {});
  reply.once("close", cancel);
  for (;;) {
    const { done, value } = await reader.read();
    if (done || reply.destroyed) break;
    if (!reply.write(value)) await waitForDrain(reply);
  }
  reply.off("close", cancel);
  reply.end();
}

function waitForDrain(reply: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      reply.off("drain", go);
      reply.off("close", go);
      resolve();
    };
    reply.on("drain", go);
    reply.on("close", go);
  });
}

/**
 * A request's body that was not read to its end blocks the connection for the next request. The rest is read and
 * dropped for a short time, so that a reset does not lose the response, and then the connection is closed.
 */
function drainRequest(message: IncomingMessage, reply: ServerResponse): void {
  if (message.complete || message.readableEnded) return;
  reply.once("finish", () => {
    if (message.complete) return;
    message.removeAllListeners("data");
    message.resume();
    const timer = setTimeout(() => message.destroy(), linger).unref();
    message.once("close", () => clearTimeout(timer));
    message.once("end", () => clearTimeout(timer));
  });
}
