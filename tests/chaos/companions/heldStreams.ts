import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A browser's stream over a socket of its own: what came of it is counted, and not kept. */
export interface HeldStream {
  readonly isOpen: boolean;
  readonly heartbeats: number;
  /** Events of each type. */
  readonly events: Readonly<Record<string, number>>;
}

/** Many streams at once, which cost this process little. */
export interface HeldStreams {
  readonly all: readonly HeldStream[];
  /** Resolves with its first event. Rejects where it is not answered by a stream. */
  open(port: number, customer: string): Promise<HeldStream>;
  end(): void;
}

export function holdStreams(): HeldStreams {
  const all: Stream[] = [];
  return {
    all,
    async open(port, customer) {
      const socket = connect(port, "127.0.0.1");
      await once(socket, "connect");
      const stream = new Stream(socket);
      all.push(stream);
      socket.write(requestOf(port, customer));
      await stream.begun;
      return stream;
    },
    end() {
      for (const stream of all) stream.end();
    },
  };
}

class Stream implements HeldStream {
  isOpen = true;
  heartbeats = 0;
  events: Record<string, number> = {};
  readonly begun: Promise<void>;
  private rest = "";

  constructor(private readonly socket: Socket) {
    this.begun = new Promise((resolve, reject) => {
      let isFirst = true;
      socket.setEncoding("latin1").on("data", (text) => {
        if (isFirst && !String(text).startsWith("HTTP/1.1 200 ")) reject(new Error(`No stream: ${text}`));
        isFirst = false;
        this.read(String(text));
        if (Object.keys(this.events).length > 0) resolve();
      });
      socket.once("close", () => {
        this.isOpen = false;
        reject(new Error("The stream was cut before its first event."));
      });
    });
    socket.on("error", () => {});
  }

  end(): void {
    this.socket.destroy();
  }

  private read(text: string): void {
    const frames = (this.rest + text).split("\n\n");
    this.rest = frames.pop() ?? "";
    for (const frame of frames) {
      const [, type] = /^event: (\w+)$/m.exec(frame) ?? [];
      if (type) this.events[type] = (this.events[type] ?? 0) + 1;
      // A proxy may say how long the chunk is.
      else if (/^:/m.test(frame)) this.heartbeats += 1;
    }
  }
}

function requestOf(port: number, customer: string): string {
  return [
    "GET /api/codat/events HTTP/1.1",
    `host: 127.0.0.1:${port}`,
    "accept: text/event-stream",
    "sec-fetch-site: same-origin",
    `cookie: customer=${customer}`,
    "\r\n",
  ].join("\r\n");
}
