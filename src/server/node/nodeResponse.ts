import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import { connectSink, type EventSink } from "../events/eventBody.js";

/** Milliseconds that a reader has for what is queued when a stream ends, and a sender for what nobody read. */
const linger = 2_000;

/** Writes a `Response` to `node:http`, no faster than it is read. Rejects with what its body fails with. */
export async function sendNodeResponse(
  response: Response,
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const { body } = response;
  if (reply.destroyed) return void body?.cancel().catch(() => {});
  letGo(message, reply);
  if (isStream(response) && message.httpVersionMajor === 1) {
    // Without chunks an event is one write instead of four. The end of the connection ends the stream, which HTTP/1.1
    // allows and a stream's reader has to bear anyway.
    reply.setHeader("connection", "close");
    reply.removeHeader("transfer-encoding");
  }
  reply.writeHead(response.status, headersOf(response.headers));
  if (!body || message.method === "HEAD") {
    reply.end();
    return void body?.cancel().catch(() => {});
  }
  const leave = connectSink(body, nodeSink(reply));
  if (leave) reply.once("close", leave);
  else await copy(body, reply);
}

function isStream({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("text/event-stream") ?? false;
}

function headersOf(headers: Headers): OutgoingHttpHeaders {
  const cookies = headers.getSetCookie();
  const { "set-cookie": _, ...rest } = Object.fromEntries(headers);
  return cookies.length > 0 ? { ...rest, "set-cookie": cookies } : rest;
}

/** The last chunk as what sockets write; they would make it anew for each of a thousand streams. */
const shared: { chunk: Uint8Array; buffer: Buffer } = { chunk: new Uint8Array(), buffer: Buffer.alloc(0) };

function bufferOf(chunk: Uint8Array): Buffer {
  if (shared.chunk !== chunk) {
    shared.chunk = chunk;
    shared.buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  }
  return shared.buffer;
}

function nodeSink(reply: ServerResponse): EventSink {
  return {
    queued: () => reply.writableLength,
    // It says no from a quarter of what may lie here.
    write: (chunk) => reply.write(bufferOf(chunk)),
    end() {
      reply.end();
      const timer = setTimeout(() => reply.destroy(), linger).unref();
      reply.once("close", () => clearTimeout(timer));
    },
    cut: () => void reply.destroy(),
  };
}

async function copy(body: ReadableStream<Uint8Array>, reply: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const leave = () => void reader.cancel().catch(() => {});
  reply.once("close", leave);
  for (;;) {
    const { done, value } = await reader.read();
    if (done || reply.destroyed) break;
    if (!reply.write(value)) await writable(reply);
  }
  reply.off("close", leave);
  reply.end();
}

function writable(reply: ServerResponse): Promise<void> {
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
 * A body that nobody read to its end keeps the connection from its next request. It is read into nothing for a
 * little while, so that the answer is not lost by a reset, and then the connection ends.
 */
function letGo(message: IncomingMessage, reply: ServerResponse): void {
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
