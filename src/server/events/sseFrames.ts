import type { Company } from "../../core/company/company.js";
import type { BackplaneEntry } from "../backplane/backplane.js";
import { type OnStrangeEntry, parseEntry } from "./companyEntry.js";

const encoder = new TextEncoder();
const entryFrames = new WeakMap<BackplaneEntry, Uint8Array | null>();

/** A comment. Proxies close connections that are silent for a minute. */
export const heartbeatFrame = encoder.encode(":\n\n");

/** Makes a browser wait this long, in milliseconds, before it reconnects. */
export function retryFrame(milliseconds: number): Uint8Array {
  return encoder.encode(`retry: ${Math.round(milliseconds)}\n\n`);
}

/** A comment of this many bytes, for proxies that buffer the first bytes of a response. */
export function paddingFrame(bytes: number): Uint8Array {
  return encoder.encode(`:${" ".repeat(Math.max(0, bytes - 3))}\n\n`);
}

/** Whether a text can be an event's id: anything else could break the frame's lines. */
export function isCursor(text: string): boolean {
  return /^[!-~]{1,64}$/.test(text);
}

/** The frame a stream begins with, or begins again with after a gap. */
export function companyFrame(type: "snapshot" | "resync", company: Company, cursor: string): Uint8Array {
  return frame(cursor, type, { type, company });
}

/**
 * The frame of an entry, the same bytes for all streams. `undefined` for an entry that is not an event for browsers,
 * so that it does not end the stream.
 */
export function entryFrame(entry: BackplaneEntry, onStrange?: OnStrangeEntry): Uint8Array | undefined {
  const known = entryFrames.get(entry);
  if (known !== undefined) return known ?? undefined;
  const event = parseEntry(entry);
  // The companion writes what it reads, and nothing else: whatever was left out makes it shorter.
  if (!event || JSON.stringify(event).length !== entry.event.length) onStrange?.();
  const made = event && isCursor(entry.cursor) ? frame(entry.cursor, event.type, event) : undefined;
  entryFrames.set(entry, made ?? null);
  return made;
}

/** The event is serialised again, so that its JSON has no line breaks. */
function frame(cursor: string, type: string, event: object): Uint8Array {
  return encoder.encode(`id: ${cursor}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`);
}
