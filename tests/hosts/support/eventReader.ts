import type { CompanyEvent } from "codat-onboarding/live";

/** A stream as a program reads it, one event after the other. */
export interface EventReader {
  /** The next event; rejects where the stream ends. */
  next(): Promise<CompanyEvent>;
  close(): Promise<void>;
}

export function readEvents({ body }: Response): EventReader {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async next() {
      for (;;) {
        const [block, ...rest] = text.split("\n\n");
        if (block !== undefined && rest.length > 0) {
          text = rest.join("\n\n");
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (data) return JSON.parse(data);
          continue;
        }
        const chunk = await reader?.read();
        if (!chunk || chunk.done) throw new Error("The stream has ended.");
        text += chunk.value;
      }
    },
    close: async () => void (await reader?.cancel()),
  };
}
