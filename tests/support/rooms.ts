import type { Backplane, BackplaneEntry, Lifetime } from "../../src/server/backplane/backplane.js";
import { companyRoom } from "../../src/server/backplane/backplaneRooms.js";

const hour = 3_600_000;

/** Where a company's room stands. */
export async function placeOf(backplane: Backplane, companyId: string): Promise<string> {
  return (await backplane.view(companyRoom(companyId), [], "now")).cursor;
}

/** What a company's room was told after a cursor. */
export async function entriesAfter(
  backplane: Backplane,
  companyId: string,
  cursor = "",
): Promise<readonly BackplaneEntry[] | undefined> {
  return (await backplane.view(companyRoom(companyId), [], { cursor })).entries;
}

/** Tells a company's room of an event, once for each id. */
export async function tellRoom(
  backplane: Backplane,
  companyId: string,
  event: string,
  id: string,
): Promise<boolean> {
  const once = { id, lifetime: 28 * hour };
  const { appended } = await backplane.commit(companyRoom(companyId), { append: [{ event, once }] });
  return appended[0] ?? false;
}

export async function valueIn(backplane: Backplane, room: string, name: string): Promise<string | undefined> {
  return (await backplane.view(room, [name])).values[name]?.value;
}

/** Puts a value, or takes it away. */
export async function putIn(
  backplane: Backplane,
  room: string,
  name: string,
  value: string | null,
  lifetime: Lifetime = { lifetime: 24 * hour },
): Promise<void> {
  await backplane.commit(room, { put: { [name]: value === null ? null : { value, ...lifetime } } });
}
