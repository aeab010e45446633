import type { CompanyEvent } from "../../src/core/company/companyEvent.js";

/** One connection that was asked for. */
export interface Visit {
  headers: Headers;
  init: RequestInit;
  signal: AbortSignal;
  /** Sends so many bytes of text. */
  send(text: string | Uint8Array): void;
  /** Sends whole events, with ids of their own. */
  tell(id: string, event: CompanyEvent): void;
  end(): void;
  break(): void;
  readonly isOpen: boolean;
}

/** What is answered: a stream, something else, or nothing for ever. */
export type Answer = "stream" | "never" | "down" | (() => Response);

/** A `fetch` that answers by a script, its last line again and again, and keeps what it was asked. */
export interface ScriptedCompanion {
  fetch: typeof globalThis.fetch;
  visits: Visit[];
  script: Answer[];
  /** The most that were ever open at once. */
  readonly mostOpen: number;
}

export function createScriptedCompanion(...script: Answer[]): ScriptedCompanion {
  const visits: Visit[] = [];
  let mostOpen = 0;
  const companion = {
    visits,
    script,
    get mostOpen() {
      return mostOpen;
    },
    async fetch(_: unknown, init: RequestInit = {}) {
      const answer = (script.length > 1 ? script.shift() : script[0]) ?? "stream";
      const signal = init.signal ?? new AbortController().signal;
      let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
      let isOpen = true;
      const close = () => {
        isOpen = false;
      };
      const body = new ReadableStream<Uint8Array>({
        start: (one) => {
          controller = one;
        },
        cancel: close,
      });
      const encoder = new TextEncoder();
      const visit: Visit = {
        headers: new Headers(init.headers),
        init,
        signal,
        send: (text) => controller?.enqueue(typeof text === "string" ? encoder.encode(text) : text),
        tell: (id, event) =>
          visit.send(`id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
        end: () => {
          close();
          controller?.close();
        },
        break: () => {
          close();
          controller?.error(new TypeError("The connection was reset."));
        },
        get isOpen() {
          return isOpen;
        },
      };
      visits.push(visit);
      mostOpen = Math.max(mostOpen, visits.filter((one) => one.isOpen).length);
      signal.addEventListener("abort", () => {
        if (!isOpen) return;
        close();
        controller?.error(signal.reason);
      });
      if (answer === "never")
        return new Promise<Response>((_, reject) => signal.addEventListener("abort", reject));
      // A companion sends something at once, so that a page knows that it is heard.
      if (answer === "stream") visit.send(":\n\n");
      if (answer === "stream")
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      close();
      if (answer === "down") throw new TypeError("fetch failed");
      return answer();
    },
  };
  return companion as ScriptedCompanion;
}
