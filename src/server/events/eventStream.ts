import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { companyRoom } from "../backplane/backplaneRooms.js";
import type { CompanyFeed, CompanySnapshot } from "./companyFeed.js";
import { createEventBody, type EventBody } from "./eventBody.js";
import type { Follower, Rooms, Seat } from "./rooms.js";
import { companyFrame, entryFrame, heartbeatFrame, isCursor } from "./sseFrames.js";
import type { StreamEnd } from "./streamEnd.js";

/** A stream that has begun. */
export interface BegunStream {
  /** To be read once. */
  body: ReadableStream<Uint8Array>;
  /** With the company, with what followed a known id, or anew after an id that is not known. */
  beginning: "new" | "resumed" | "resync";
}

/** What all streams of a process share. */
export interface EventStreamSource {
  backplane: Backplane;
  rooms: Rooms<CompanySnapshot>;
  feed: CompanyFeed;
  /** Bytes that a slow reader may leave unread. */
  limit: number;
  /** Written before anything else. */
  preamble: readonly Uint8Array[];
}

/**
 * One browser's stream of one company's events. It enters the company's room before it reads, so that nothing is lost
 * or sent twice between what it begins with and the first entry that the room tells. A class: there are thousands.
 */
export abstract class EventStream implements Follower<CompanySnapshot> {
  readonly companyId: string;
  private readonly source: EventStreamSource;
  private body: EventBody | undefined;
  /** What is written before there is a body. */
  private opening: Uint8Array[] | undefined;
  private seat: Seat | undefined;
  private hasEnded = false;

  constructor(source: EventStreamSource, companyId: string) {
    this.source = source;
    this.companyId = companyId;
    this.opening = [...source.preamble];
  }

  /** Called when a stream that has begun ends. */
  abstract onEnd(reason: StreamEnd): void;

  /**
   * Reads what the stream begins with: what followed a known id, else the company as it stands.
   *
   * @throws what the backplane or Codat rejects with, or when it was ended meanwhile
   */
  async begin(lastEventId: string | null): Promise<BegunStream> {
    const { companyId } = this;
    const { rooms, feed, limit } = this.source;
    this.seat = await rooms.enter(companyId, this);
    if (this.hasEnded) this.leaveRoom();
    const isKnown = lastEventId !== null && isCursor(lastEventId) && (await this.resume(lastEventId));
    const isNew = lastEventId === null;
    if (!isKnown) this.beginAnew(isNew ? "snapshot" : "resync", await feed.snapshot(companyId));
    if (this.hasEnded) throw new Error("The stream ended before it began.");
    const opening = this.opening ?? [];
    // A page that has missed nothing would hear nothing before the first heartbeat, and take the stream for held back.
    if (opening.length === 0) opening.push(heartbeatFrame);
    const { body, stream } = createEventBody({ opening, limit, owner: this });
    this.body = body;
    this.opening = undefined;
    return { body: stream, beginning: isNew ? "new" : isKnown ? "resumed" : "resync" };
  }

  /** Writes a frame that is not an event: not before it has begun. */
  write(frame: Uint8Array): void {
    this.body?.write(frame);
  }

  end(reason: StreamEnd): void {
    this.hasEnded = true;
    this.body?.end(reason);
  }

  cut(reason: StreamEnd): void {
    this.hasEnded = true;
    this.body?.cut(reason);
  }

  onEntry(entry: BackplaneEntry): void {
    this.tell(entryFrame(entry));
  }

  onLost(load: () => Promise<CompanySnapshot>): void {
    load().then(
      (snapshot) => this.beginAnew("resync", snapshot),
      () => this.cut("lost"),
    );
  }

  /** Gives up its place in the company's room. */
  protected leaveRoom(): void {
    this.seat?.leave();
  }

  private tell(frame: Uint8Array | undefined): void {
    if (!frame) return;
    if (this.body) this.body.write(frame);
    else this.opening?.push(frame);
  }

  private beginAnew(type: "snapshot" | "resync", { company, cursor }: CompanySnapshot): void {
    this.tell(companyFrame(type, company, cursor));
    this.seat?.level(cursor);
  }

  /** What followed an id. @returns `false` where the room does not know it */
  private async resume(cursor: string): Promise<boolean> {
    const news = await this.source.backplane.view(companyRoom(this.companyId), [], { cursor });
    for (const entry of news.entries ?? []) this.tell(entryFrame(entry));
    if (news.entries) this.seat?.level(news.cursor);
    return news.entries !== undefined;
  }
}
