import type { BackplaneEntry, BackplaneValue, RoomAnswer } from "../server/backplane/backplane.js";

/** What `stepScript` returns. */
type Answered = readonly [
  outcome: string,
  marked: string | null,
  wait: number,
  appended: readonly number[],
  /** Version and value of each name. */
  values: readonly (string | null)[],
  cursor: string,
  /** The cursor after which was read. */
  begun: string,
  entries: readonly string[] | null,
];

/** The room's answer, of what `stepScript` returned for these names. */
export function stepAnswer(answered: unknown, names: readonly string[], version: string): RoomAnswer {
  const [outcome, marked, wait, appended, values, cursor, begun, entries] = answered as Answered;
  return {
    outcome: outcome as RoomAnswer["outcome"],
    ...(marked === null ? {} : { marked }),
    wait: Number(wait),
    version,
    appended: appended.map((one) => Number(one) === 1),
    values: Object.fromEntries(names.map((name, n) => [name, valueAt(values, n * 2)])),
    cursor,
    entries: entries ? chained(entries, begun) : undefined,
  };
}

/** The entry that a message on a channel tells of, and its room. */
export function toldEntry(message: string): { room: string; entry: BackplaneEntry } {
  const [room = "", before = "", cursor = ""] = message.split(" ", 3);
  const event = message.slice(room.length + before.length + cursor.length + 3);
  return { room, entry: { before, cursor, event } };
}

function valueAt(values: Answered[4], n: number): BackplaneValue | undefined {
  const [version, value] = [values[n], values[n + 1]];
  return typeof version === "string" && typeof value === "string" ? { value, version } : undefined;
}

/** Each is stored with its own cursor, and follows the one that is stored before it. */
function chained(entries: readonly string[], begun: string): readonly BackplaneEntry[] {
  let before = begun;
  return entries.map((stored) => {
    const end = stored.indexOf(" ");
    const entry = { before, cursor: stored.slice(0, end), event: stored.slice(end + 1) };
    before = entry.cursor;
    return entry;
  });
}
