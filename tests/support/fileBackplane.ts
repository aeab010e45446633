import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Backplane, RoomAnswer, RoomChange } from "../../src/server/backplane/backplane.js";
import { createMemoryRings } from "../../src/server/backplane/memoryRings.js";
import { createMemoryRooms } from "../../src/server/backplane/memoryRooms.js";

/** A step that was done, when, the letters that it was given, and which of its events were new. */
interface Line {
  room: string;
  change: RoomChange;
  at: number;
  fresh: string;
  appended?: readonly boolean[] | undefined;
}

/**
 * A backplane in a file, a line for each step: what was written before a process was killed is there for the next one.
 * For one process at a time. The steps themselves are those of the memory backplane, done again at the start.
 */
export function fileBackplane(path: string, now: () => number = Date.now): Backplane {
  let time = 0;
  let letters = "";
  let count = 0;
  const own = crypto.randomUUID().slice(0, 8);
  const clock = () => time;
  const fresh = () => `${letters}${(count++).toString(36)}`;
  const rings = createMemoryRings({ ringSize: 10_000, idle: 10_000, clock, fresh });
  const rooms = createMemoryRooms({
    rings,
    remembered: 10_000,
    promised: 100_000,
    clock,
    fresh,
    onDropped: (what) => {
      throw new Error(`The file is full of ${what}.`);
    },
  });

  function perform({ room, change, at, fresh: given }: Line): RoomAnswer {
    time = Math.max(time, at);
    letters = given;
    count = 0;
    return rooms.commit(room, change);
  }

  if (existsSync(path)) for (const line of readLines(path)) perform(line);

  let steps = 0;
  /** One line is one write: it is there whole, or is not. */
  function step(room: string, change: RoomChange): RoomAnswer {
    const line = { room, change, at: now(), fresh: `${own}${(steps++).toString(36)}x` };
    const answer = perform(line);
    appendFileSync(path, `${JSON.stringify({ ...line, appended: answer.appended })}\n`);
    return answer;
  }

  return {
    durable: true,
    async view(room, names, from) {
      // A room that nobody has asked for begins by this.
      const { values, cursor, entries } = step(room, { tell: names, from });
      return { values, cursor, entries };
    },
    commit: async (room, change) => step(room, change),
    subscribe: async (room, listener) => rings.subscribe(room, listener),
    async close() {},
  };
}

/** Every line that was written whole. */
export function readLines(path: string): Line[] {
  const lines = readFileSync(path, "utf8").split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Line);
}
