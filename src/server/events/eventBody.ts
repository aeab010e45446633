import type { StreamEnd } from "./streamEnd.js";

/** Where a stream's bytes go. */
export interface EventSink {
  /** Bytes written that have not left this process. */
  queued(): number;
  /** @returns `false` if much may be queued, so that `queued` must be checked */
  write(chunk: Uint8Array): boolean;
  /** Ends after the queued bytes. */
  end(): void;
  /** Ends now, and drops the queued bytes. */
  cut(): void;
}

/** What is written to a stream's response. */
export interface EventBody {
  /** Cuts the stream instead if its reader is too slow. */
  write(chunk: Uint8Array): void;
  end(reason: StreamEnd): void;
  cut(reason: StreamEnd): void;
}

/** Options of {@link createEventBody}. */
export interface EventBodyOptions {
  /** The first bytes of the stream; they do not count towards `limit`. */
  opening: readonly Uint8Array[];
  /** Bytes that may be queued for a slow reader. */
  limit: number;
  owner: {
    /** Called once, when the stream has ended. */
    onEnd(reason: StreamEnd): void;
  };
}

const bodies = new WeakMap<object, Body>();

/**
 * Takes a stream's bytes straight from where they are made, instead of reading its body: a `ReadableStream` costs
 * more than the socket does. Only before anything has been read.
 *
 * @returns a function to call when the reader has gone; `undefined` for any other body
 */
export function connectSink(
  stream: ReadableStream<Uint8Array> | null,
  sink: EventSink,
): (() => void) | undefined {
  const body = stream ? bodies.get(stream) : undefined;
  if (!stream || !body) return undefined;
  bodies.delete(stream);
  body.connect(sink);
  return () => body.finish("gone");
}

/** A body that is buffered until it is read, and bounded, and the stream that a response has of it. */
export function createEventBody(options: EventBodyOptions): {
  body: EventBody;
  stream: ReadableStream<Uint8Array>;
} {
  const body = new Body(options);
  return { body, stream: streamOf(body) };
}

/** A class, and apart from its stream: there are thousands of bodies, and a stream that nobody reads need not live. */
class Body implements EventBody {
  private held: Uint8Array[] | undefined;
  private heldBytes: number;
  private sink: EventSink | undefined;
  /** Saves a call of `queued` for each of a thousand readers. */
  private mayLie = true;
  private state: "open" | "ending" | "ended" = "open";
  private readonly limit: number;
  private readonly most: number;
  private readonly owner: EventBodyOptions["owner"];

  constructor({ opening, limit, owner }: EventBodyOptions) {
    this.held = [...opening];
    this.heldBytes = opening.reduce((sum, { byteLength }) => sum + byteLength, 0);
    this.limit = limit;
    this.most = limit + this.heldBytes;
    this.owner = owner;
  }

  connect(sink: EventSink): void {
    this.sink = sink;
    for (const chunk of this.held ?? []) sink.write(chunk);
    this.held = undefined;
    if (this.state === "ending") {
      sink.end();
      // Its owner was told.
      this.finish("gone");
    } else if (this.state === "ended") sink.cut();
  }

  finish(reason: StreamEnd): void {
    const wasOpen = this.state === "open";
    this.state = "ended";
    this.held = undefined;
    if (wasOpen) this.owner.onEnd(reason);
  }

  /** Never throws: one broken reader must not keep the next from its event. */
  write(chunk: Uint8Array): void {
    if (this.state !== "open") return;
    const { sink } = this;
    if (this.mayLie || chunk.byteLength > this.limit / 4) {
      const queued = sink ? sink.queued() : this.heldBytes;
      if (queued + chunk.byteLength > this.most) {
        this.cut("slow");
        return;
      }
    }
    if (!sink) {
      this.held?.push(chunk);
      this.heldBytes += chunk.byteLength;
      return;
    }
    try {
      this.mayLie = !sink.write(chunk);
    } catch {
      this.cut("gone");
    }
  }

  end(reason: StreamEnd): void {
    if (this.state !== "open") return;
    if (!this.sink) {
      // A reader that comes later still gets the opening.
      this.state = "ending";
      this.owner.onEnd(reason);
      return;
    }
    this.sink.end();
    this.finish(reason);
  }

  cut(reason: StreamEnd): void {
    if (this.state === "ended") return;
    this.sink?.cut();
    this.finish(reason);
  }
}

function streamOf(body: Body): ReadableStream<Uint8Array> {
  let isRead = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        // Later pulls need nothing: each frame is written when it comes.
        if (isRead) return;
        isRead = true;
        bodies.delete(stream);
        body.connect(webSink(controller));
      },
      cancel: () => body.finish("gone"),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  bodies.set(stream, body);
  return stream;
}

function webSink(controller: ReadableStreamDefaultController<Uint8Array>): EventSink {
  return {
    // The high-water mark is 0, so the desired size is the number of queued bytes, negated.
    queued: () => -(controller.desiredSize ?? 0),
    write(chunk) {
      controller.enqueue(chunk);
      return false;
    },
    end: () => controller.close(),
    cut: () => controller.error(new Error("The reader was too slow.")),
  };
}
