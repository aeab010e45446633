import type { CompanyEvent } from "../../src/core/company/companyEvent.js";

/** One block of a stream, as it stands there. */
export interface Frame {
  id?: string;
  event?: string;
  retry?: string;
  data?: CompanyEvent;
  comment?: string;
}

/** Reads a response's frames with a parser of its own: the simplest that can be. */
export interface EventReader {
  /** The next frames that are events. */
  take(count: number): Promise<Frame[]>;
  /** Every frame until the stream ends; `cut` if it broke off. */
  rest(): Promise<{ frames: Frame[]; cut: boolean }>;
  cancel(): Promise<void>;
}

export function readEvents(response: Response): EventReader {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const waiting: Frame[] = [];
  let text = "";

  async function more(): Promise<boolean> {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) return false;
    text += decoder.decode(chunk.value, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    waiting.push(...blocks.map(parseFrame));
    return true;
  }

  return {
    async take(count) {
      while (waiting.filter(({ data }) => data).length < count) if (!(await more())) break;
      const events = waiting.splice(0).filter(({ data }) => data);
      waiting.unshift(...events.splice(count));
      return events;
    },
    async rest() {
      try {
        while (await more());
        return { frames: waiting.splice(0), cut: false };
      } catch {
        return { frames: waiting.splice(0), cut: true };
      }
    },
    cancel: async () => void (await reader?.cancel()),
  };
}

function parseFrame(block: string): Frame {
  const frame: Frame = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trimStart()];
    if (name === "data") frame.data = JSON.parse(value);
    else if (name === "id") frame.id = value;
    else if (name === "event") frame.event = value;
    else if (name === "retry") frame.retry = value;
    else frame.comment = value;
  }
  return frame;
}
