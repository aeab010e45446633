import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { companyChannel } from "../backplane/backplaneKeys.js";
import type { CompanyFeed } from "./companyFeed.js";
import { createEventBody, type EventBody } from "./eventBody.js";
import { companyFrame, entryFrame, heartbeatFrame, isCursor } from "./sseFrames.js";

/** Each round reads what was appended during the last one; a backplane that needs more is broken. */
const maxRounds = 100;

/** One browser's stream of one company's events. */
export interface EventStream {
  /**
   * Reads what the stream begins with: what followed a known id, else the company as it stands.
   *
   * @returns the body, once
   * @throws what the backplane or Codat rejects with, or when it was ended meanwhile
   */
  begin(lastEventId: string | null): Promise<ReadableStream<Uint8Array>>;
  /** An entry was appended; `frame` is its frame, the same bytes for all streams. */
  onEntry(entry: BackplaneEntry, frame: Uint8Array | undefined): void;
  /** Entries may have been missed. */
  onGap(): void;
  /** Writes a frame that is not an event. */
  write(frame: Uint8Array): void;
  end(): void;
  cut(): void;
}

/** Options of {@link createEventStream}. */
export interface EventStreamOptions {
  backplane: Backplane;
  feed: CompanyFeed;
  companyId: string;
  /** Bytes that a slow reader may leave unread. */
  limit: number;
  /** Written before anything else. */
  preamble: readonly Uint8Array[];
  /** Called when a stream that has begun ends, for any reason. */
  onEnd: () => void;
}

/**
 * Until a stream is level with its channel, it reads from the channel, and a pushed entry only means that there is more
 * to read. So nothing is lost or sent twice between the snapshot and the first pushed entry, and nothing is buffered.
 */
export function createEventStream(options: EventStreamOptions): EventStream {
  const { backplane, feed, companyId, limit, preamble, onEnd } = options;
  const channel = companyChannel(companyId);
  let body: EventBody | undefined;
  let write: (frame: Uint8Array) => void = () => {};
  let cursor: string | undefined;
  let isLevel = false;
  let isBehind = false;
  let hasEnded = false;
  /** Cursors read while catching up; a backplane between machines may push those entries later. */
  let read: Set<string> | undefined;

  /** Reads until nothing is pushed while reading. */
  async function catchUp(type: "snapshot" | "resync"): Promise<void> {
    isLevel = false;
    let rounds = 0;
    do {
      if (rounds++ === maxRounds) throw new Error("Events came faster than they could be read.");
      isBehind = false;
      const news = cursor === undefined ? undefined : await backplane.read(channel, cursor);
      if (news) {
        for (const entry of news.entries) {
          read ??= new Set();
          read.add(entry.cursor);
          const frame = entryFrame(entry);
          if (frame) write(frame);
        }
        cursor = news.cursor;
      } else {
        const snapshot = await feed.snapshot(companyId);
        write(companyFrame(cursor === undefined ? type : "resync", snapshot.company, snapshot.cursor));
        cursor = snapshot.cursor;
      }
    } while (isBehind && !hasEnded);
    isLevel = true;
  }

  const stream: EventStream = {
    async begin(lastEventId) {
      const opening = [...preamble];
      write = (frame) => opening.push(frame);
      if (lastEventId !== null && isCursor(lastEventId)) cursor = lastEventId;
      await catchUp(lastEventId === null ? "snapshot" : "resync");
      // A page that has missed nothing would hear nothing before the first heartbeat, and take the stream for held back.
      if (opening.length === 0) opening.push(heartbeatFrame);
      if (hasEnded) throw new Error("The stream ended before it began.");
      body = createEventBody({ opening, limit, onEnd });
      write = body.write;
      return body.stream;
    },
    onEntry(entry, frame) {
      isBehind = true;
      if (!isLevel || read?.has(entry.cursor)) return;
      // Entries are pushed in order, so no earlier one follows.
      read = undefined;
      cursor = entry.cursor;
      if (frame) write(frame);
    },
    onGap() {
      isBehind = true;
      // A stream that is reading reads again by itself.
      if (isLevel) catchUp("resync").catch(stream.cut);
    },
    write: (frame) => body?.write(frame),
    end() {
      hasEnded = true;
      body?.end();
    },
    cut() {
      hasEnded = true;
      body?.cut();
    },
  };
  return stream;
}
