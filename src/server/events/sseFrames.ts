import type { Company } from "../../core/company/company.js";
import type { BackplaneEntry } from "../backplane/backplane.js";

const encoder = new TextEncoder();
const types = ["connection", "data", "invite"];
const entryFrames = new WeakMap<BackplaneEntry, Uint8Array | null>();

/** A comment. Proxies cut what is silent for a minute. */
export const heartbeatFrame = encoder.encode(":\n\n");

/** Asks a browser to stay away for so many milliseconds after this stream. */
export function retryFrame(milliseconds: number): Uint8Array {
  return encoder.encode(`retry: ${Math.round(milliseconds)}\n\n`);
}

/** A comment of so many bytes, for a proxy that holds back a small beginning. */
export function paddingFrame(bytes: number): Uint8Array {
  return encoder.encode(`:${" ".repeat(Math.max(0, bytes - 3))}\n\n`);
}

/** Whether a text can be an event's id: anything else would be a line of its own, or end one. */
export function isCursor(text: string): boolean {
  return /^[!-~]{1,64}$/.test(text);
}

/** The frame a stream begins with, or begins again with after a gap. */
export function companyFrame(type: "snapshot" | "resync", company: Company, cursor: string): Uint8Array {
  return frame(cursor, type, { type, company });
}

/**
 * The frame of an entry, the same bytes for all streams. `undefined` for what is no event for a browser: a stream
 * must not end by what it cannot tell.
 */
export function entryFrame(entry: BackplaneEntry): Uint8Array | undefined {
  const known = entryFrames.get(entry);
  if (known !== undefined) return known ?? undefined;
  const event = parseEntry(entry);
  const made = event && isCursor(entry.cursor) ? frame(entry.cursor, event.type, event) : undefined;
  entryFrames.set(entry, made ?? null);
  return made;
}

/** What an entry tells, if it is one that streams tell. */
export function parseEntry({ event }: BackplaneEntry): { type: string } | undefined {
  try {
    const parsed: unknown = JSON.parse(event);
    const isEvent = typeof parsed === "object" && parsed !== null && "type" in parsed;
    return isEvent && types.includes(String(parsed.type))
      ? { ...parsed, type: String(parsed.type) }
      : undefined;
  } catch {
    return undefined;
  }
}

/** JSON written anew has no line break in it, whatever the text it came from had. */
function frame(cursor: string, type: string, event: object): Uint8Array {
  return encoder.encode(`id: ${cursor}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`);
}
