/** One event of a stream, as the HTML standard has it. */
export interface ServerSentEvent {
  /** The last id the stream gave, by this event or before it. */
  id: string;
  type: string;
  data: string;
}

/** Reads a stream's bytes, however they are cut. */
export interface SseParser {
  /** The id to go on from: that of the last event that came whole. */
  readonly lastId: string;
  /** Milliseconds that the server asked to be left alone after this stream, if it did. */
  readonly retry: number | undefined;
  /**
   * The events that these bytes complete.
   *
   * @throws RangeError for an event of more than a million characters
   */
  push(bytes: Uint8Array): ServerSentEvent[];
}

/** @param lastId - the id of what was read before, on another connection */
export function createSseParser(lastId = ""): SseParser {
  const longest = 1_000_000;
  const decoder = new TextDecoder();
  let line = "";
  let endedByCr = false;
  let id = lastId;
  let type = "";
  let data = "";

  function field(text: string): void {
    const [, name, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(text) ?? [];
    if (name === "event") type = value;
    else if (name === "data") data += `${value}\n`;
    else if (name === "id" && !value.includes("\0")) id = value;
    else if (name === "retry" && /^\d+$/.test(value)) events.retry = Number(value);
  }

  const events = {
    lastId,
    retry: undefined as number | undefined,
    push(bytes: Uint8Array) {
      let text = decoder.decode(bytes, { stream: true });
      const found: ServerSentEvent[] = [];
      if (!text) return found;
      // A line feed that the carriage return before it has already counted for.
      if (endedByCr && text.startsWith("\n")) text = text.slice(1);
      endedByCr = text ? text.endsWith("\r") : false;
      const lines = text.split(/\r\n|\n|\r/);
      const rest = lines.pop() ?? "";
      for (const end of lines) {
        const whole = line + end;
        line = "";
        if (whole) {
          field(whole);
          continue;
        }
        events.lastId = id;
        if (data) found.push({ id, type: type || "message", data: data.slice(0, -1) });
        type = data = "";
      }
      line += rest;
      if (line.length + data.length > longest) throw new RangeError("An event is too long.");
      return found;
    },
  };
  return events;
}
