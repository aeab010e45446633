/** Where a stream's bytes go. */
export interface EventSink {
  /** Bytes written that have not left this process. */
  queued(): number;
  /** @returns `false` where much may lie queued, so that it has to be asked */
  write(chunk: Uint8Array): boolean;
  /** Ends after what is queued. */
  end(): void;
  /** Ends now, and drops what is queued. */
  cut(): void;
}

/** The body of a stream's response. */
export interface EventBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Cuts the stream instead, if its reader has left too much lying. */
  write(chunk: Uint8Array): void;
  end(): void;
  cut(): void;
}

/** Options of {@link createEventBody}. */
export interface EventBodyOptions {
  /** What the stream begins with; a reader may leave all of it lying. */
  opening: readonly Uint8Array[];
  /** Bytes that a reader may leave lying besides. */
  limit: number;
  /** The stream has ended, whoever ended it. Called once. */
  onEnd: () => void;
}

type Connect = (sink: EventSink) => () => void;

const direct = new WeakMap<object, Connect>();

/**
 * Takes a stream's bytes straight from where they are made, instead of reading its body: a `ReadableStream` costs
 * more than the socket does. Only before anything has been read.
 *
 * @returns to be called when the reader has gone; `undefined` for a body that is none of ours
 */
export function connectSink(
  body: ReadableStream<Uint8Array> | null,
  sink: EventSink,
): (() => void) | undefined {
  return body ? direct.get(body)?.(sink) : undefined;
}

/** A body that is held until somebody reads it, and bounded from then on. */
export function createEventBody({ opening, limit, onEnd }: EventBodyOptions): EventBody {
  const openingBytes = opening.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let held: Uint8Array[] | undefined = [...opening];
  let heldBytes = openingBytes;
  let sink: EventSink | undefined;
  /** A question for each of a thousand readers is what it saves. */
  let mayLie = true;
  let state: "open" | "ending" | "ended" = "open";

  function finish(): void {
    const wasOpen = state === "open";
    state = "ended";
    held = undefined;
    if (wasOpen) onEnd();
  }

  const connect: Connect = (one) => {
    sink = one;
    direct.delete(stream);
    for (const chunk of held ?? []) one.write(chunk);
    held = undefined;
    if (state === "ending") {
      one.end();
      finish();
    } else if (state === "ended") one.cut();
    return finish;
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        // Later pulls are no news: what comes is written as it comes.
        if (!sink) connect(webSink(controller));
      },
      cancel: finish,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  direct.set(stream, connect);

  const body: EventBody = {
    stream,
    // Never throws: one broken reader must not keep the next from its event.
    write(chunk) {
      if (state !== "open") return;
      if (mayLie || chunk.byteLength > limit / 4) {
        const queued = sink ? sink.queued() : heldBytes;
        if (queued + chunk.byteLength > limit + openingBytes) return body.cut();
      }
      if (!sink) {
        held?.push(chunk);
        heldBytes += chunk.byteLength;
        return;
      }
      try {
        mayLie = !sink.write(chunk);
      } catch {
        body.cut();
      }
    },
    end() {
      if (state !== "open") return;
      if (!sink) {
        // Whoever reads it yet shall have what it began with.
        state = "ending";
        onEnd();
        return;
      }
      sink.end();
      finish();
    },
    cut() {
      if (state === "ended") return;
      sink?.cut();
      finish();
    },
  };
  return body;
}

function webSink(controller: ReadableStreamDefaultController<Uint8Array>): EventSink {
  return {
    // Its high-water mark is 0, so that what is wanted is what is queued, below zero.
    queued: () => -(controller.desiredSize ?? 0),
    write(chunk) {
      controller.enqueue(chunk);
      return false;
    },
    end: () => controller.close(),
    cut: () => controller.error(new Error("The reader was too slow.")),
  };
}
