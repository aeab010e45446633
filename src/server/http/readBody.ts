import { systemTimers, type Timers } from "../utils/timers.js";
import type { BodyMemory, BodyPlace } from "./bodyMemory.js";

/**
 * Why a body could not be read. `consumed`: a body parser has read it already. `crowded`: too many bytes of others were
 * on their way.
 */
export type BodyProblem = "consumed" | "tooLarge" | "tooSlow" | "crowded" | "broken";

/**
 * Reads a request's raw bytes, within limits of size and time.
 *
 * @param limits - `bytes`, and `time` in milliseconds; `memory` bounds all bodies together
 */
export async function readBody(
  request: Request,
  limits: { bytes: number; time: number; memory?: BodyMemory | undefined },
  timers: Timers = systemTimers,
): Promise<Uint8Array | BodyProblem> {
  if (request.bodyUsed || request.body?.locked) return "consumed";
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > limits.bytes) {
    discardBody(request);
    return "tooLarge";
  }
  const reader = request.body?.getReader();
  if (!reader) return announced > 0 ? "consumed" : new Uint8Array();
  let giveUp = (_: "crowded" | "tooSlow") => {};
  const givenUp = new Promise<"crowded" | "tooSlow">((resolve) => {
    giveUp = resolve;
  });
  const timer = timers.setTimeout(() => giveUp("tooSlow"), limits.time);
  const place = limits.memory?.enter(() => giveUp("crowded"));
  try {
    const read = await Promise.race([collect(reader, limits.bytes, place), givenUp]);
    if (typeof read === "string") void reader.cancel().catch(() => undefined);
    // A body parser leaves an empty stream, and the length in the header.
    return typeof read !== "string" && read.length === 0 && announced > 0 ? "consumed" : read;
  } catch {
    return "broken";
  } finally {
    timers.clearTimeout(timer);
    place?.leave();
  }
}

/** Tells the transport that the body will not be read. */
export function discardBody(request: Request): void {
  if (!request.body?.locked) void request.body?.cancel().catch(() => undefined);
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limit: number,
  place: BodyPlace | undefined,
): Promise<Uint8Array | "tooLarge"> {
  const first = await reader.read();
  if (first.done) return new Uint8Array();
  // One buffer that doubles: a list of one-byte chunks would take a hundred times their size.
  let bytes = first.value;
  let size = bytes.length;
  place?.take(size);
  while (size <= limit) {
    const { done, value } = await reader.read();
    if (done) return size === bytes.length ? bytes : bytes.subarray(0, size);
    if (size + value.length > limit) break;
    if (size + value.length > bytes.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(2 * bytes.length, size + value.length)));
      larger.set(bytes.subarray(0, size));
      bytes = larger;
      place?.take(bytes.length);
    }
    bytes.set(value, size);
    size += value.length;
  }
  return "tooLarge";
}
