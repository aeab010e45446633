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

/** The body of a stream's response. */
export interface EventBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** Cuts the stream instead if its reader is too slow. */
  write(chunk: Uint8Array): void;
  end(): void;
  cut(): void;
}

/** Options of {@link createEventBody}. */
export interface EventBodyOptions {
  /** The first bytes of the stream; they do not count towards `limit`. */
  opening: readonly Uint8Array[];
  /** Bytes that may be queued for a slow reader. */
  limit: number;
  /** Called once, when the stream has ended for any reason. */
  onEnd: () => void;
}

type Connect = (sink: EventSink) => () => void;

const direct = new WeakMap<object, Connect>();

/**
 * Takes a stream's bytes straight from where they are made, instead of reading its body: a `ReadableStream` costs
 * more than the socket does. Only before anything has been read.
 *
 * @returns a function to call when the reader has gone; `undefined` for any other body
 */
export function connectSink(
  body: ReadableStream<Uint8Array> | null,
  sink: EventSink,
): (() => void) | undefined {
  return body ? direct.get(body)?.(sink) : undefined;
}

/** A body that is buffered until it is read, and bounded. */
export function createEventBody({ opening, limit, onEnd }: EventBodyOptions): EventBody {
  const openingBytes = opening.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let held: Uint8Array[] | undefined = [...opening];
  let heldBytes = openingBytes;
  let sink: EventSink | undefined;
  /** Saves a call of `queued` for each of a thousand readers. */
  let mayLie = true;
  let state: "open" | "ending" | "ended" = "open";

  function finish(): void {
    const wasOpen = state === "open";
    state = "ended";
    held = undefined;
    if (wasOpen) onEnd();
  }

  const connect: Connect = (connected) => {
    sink = connected;
    direct.delete(stream);
    for (const chunk of held ?? []) connected.write(chunk);
    held = undefined;
    if (state === "ending") {
      connected.end();
      finish();
    } else if (state === "ended") connected.cut();
    return finish;
  };

  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        // Later pulls need nothing: each frame is written when it comes.
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
        // A reader that comes later still gets the opening.
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
