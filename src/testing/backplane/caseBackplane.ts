import type {
  Backplane,
  BackplaneEntry,
  BackplaneListener,
  RoomAnswer,
  RoomChange,
} from "../../server/backplane/backplane.js";

/** A backplane under test, and the clock that it goes by. */
export interface CaseBackplane {
  backplane: Backplane;
  /** Lets so many milliseconds pass. */
  pass(milliseconds: number): void;
}

/** A case: a sentence that begins with "a backplane", and what shows that it holds. */
export interface BackplaneCase {
  name: string;
  /** Whether it lets time pass. */
  needsClock: boolean;
  run(given: CaseBackplane): Promise<void>;
}

export const hour = 3_600_000;

export function place({ backplane }: CaseBackplane, room: string): Promise<string> {
  return backplane.view(room, [], "now").then(({ cursor }) => cursor);
}

/** The events after a cursor; `undefined` where the cursor is not known. */
export async function since(
  { backplane }: CaseBackplane,
  room: string,
  cursor: string,
): Promise<string[] | undefined> {
  return (await backplane.view(room, [], { cursor })).entries?.map(({ event }) => event);
}

/** @returns whether the event was new */
export async function append(
  { backplane }: CaseBackplane,
  room: string,
  event: string,
  id = event,
  lifetime = 28 * hour,
): Promise<boolean | undefined> {
  return (await backplane.commit(room, { append: [{ event, once: { id, lifetime } }] })).appended[0];
}

export async function valueIn({ backplane }: CaseBackplane, room: string, name: string) {
  return (await backplane.view(room, [name])).values[name]?.value;
}

export function put(
  { backplane }: CaseBackplane,
  room: string,
  name: string,
  value: string,
  more: RoomChange & { lifetime?: number } = {},
): Promise<RoomAnswer> {
  const { lifetime = hour, ...change } = more;
  return backplane.commit(room, { ...change, put: { [name]: { value, lifetime } } });
}

/** Notes what a listener hears, by methods that need their object, as those of the companion do. */
export function listen({ backplane }: CaseBackplane, room: string, heard: (entry: BackplaneEntry) => void) {
  return backplane.subscribe(room, new Listener(heard));
}

class Listener implements BackplaneListener {
  private readonly heard: (entry: BackplaneEntry) => void;

  constructor(heard: (entry: BackplaneEntry) => void) {
    this.heard = heard;
  }

  onEntry(entry: BackplaneEntry): void {
    this.heard(entry);
  }

  onGap(): void {}
}

/** Between machines a listener may be told a moment later. */
export async function soon(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 2_000 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** @throws Error that shows both, where they are not the same as JSON */
export function same(actual: unknown, expected: unknown, what = "It"): void {
  const [is, ought] = [actual, expected].map((value) => JSON.stringify(value) ?? "undefined") as [
    string,
    string,
  ];
  if (is !== ought) throw new Error(`${what} is ${shortened(is)}, and ought to be ${shortened(ought)}.`);
}

function shortened(text: string): string {
  return text.length > 2_000 ? `${text.slice(0, 2_000)}…` : text;
}
