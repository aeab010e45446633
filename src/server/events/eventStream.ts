import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { companyRoom } from "../backplane/backplaneRooms.js";
import type { CompanyFeed, CompanySnapshot } from "./companyFeed.js";
import { createEventBody, type EventBody } from "./eventBody.js";
import type { Follower, Rooms, Seat } from "./rooms.js";
import { companyFrame, entryFrame, heartbeatFrame, isCursor } from "./sseFrames.js";

/** One browser's stream of one company's events. */
export interface EventStream {
  /**
   * Reads what the stream begins with: what followed a known id, else the company as it stands.
   *
   * @returns the body, once
   * @throws what the backplane or Codat rejects with, or when it was ended meanwhile
   */
  begin(lastEventId: string | null): Promise<ReadableStream<Uint8Array>>;
  /** Writes a frame that is not an event. */
  write(frame: Uint8Array): void;
  end(): void;
  cut(): void;
  /** Gives up its place in the room. */
  leave(): void;
}

/** Options of {@link createEventStream}. */
export interface EventStreamOptions {
  backplane: Backplane;
  rooms: Rooms<CompanySnapshot>;
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
 * It enters the company's room before it reads, so that nothing is lost or sent twice between what it begins with and
 * the first entry that the room tells.
 */
export function createEventStream(options: EventStreamOptions): EventStream {
  const { backplane, rooms, feed, companyId, limit, preamble, onEnd } = options;
  let body: EventBody | undefined;
  let opening: Uint8Array[] | undefined = [...preamble];
  let seat: Seat | undefined;
  let hasEnded = false;

  function write(frame: Uint8Array | undefined): void {
    if (!frame) return;
    if (body) body.write(frame);
    else opening?.push(frame);
  }

  function beginAnew(type: "snapshot" | "resync", { company, cursor }: CompanySnapshot): void {
    write(companyFrame(type, company, cursor));
    seat?.level(cursor);
  }

  /** What followed an id. @returns `false` where the room does not know it */
  async function resume(cursor: string): Promise<boolean> {
    const news = await backplane.view(companyRoom(companyId), [], { cursor });
    for (const entry of news.entries ?? []) write(entryFrame(entry));
    if (news.entries) seat?.level(news.cursor);
    return news.entries !== undefined;
  }

  const follower: Follower<CompanySnapshot> = {
    onEntry: (entry: BackplaneEntry) => write(entryFrame(entry)),
    onLost(load) {
      load().then((snapshot) => beginAnew("resync", snapshot), stream.cut);
    },
  };

  const stream: EventStream = {
    async begin(lastEventId) {
      const entered = await rooms.enter(companyId, follower);
      seat = entered;
      if (hasEnded) entered.leave();
      const isKnown = lastEventId !== null && isCursor(lastEventId) && (await resume(lastEventId));
      if (!isKnown) beginAnew(lastEventId === null ? "snapshot" : "resync", await feed.snapshot(companyId));
      if (hasEnded) throw new Error("The stream ended before it began.");
      const frames = opening ?? [];
      // A page that has missed nothing would hear nothing before the first heartbeat, and take the stream for held back.
      if (frames.length === 0) frames.push(heartbeatFrame);
      const made = createEventBody({ opening: frames, limit, onEnd });
      body = made.body;
      opening = undefined;
      return made.stream;
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
    leave: () => seat?.leave(),
  };
  return stream;
}
