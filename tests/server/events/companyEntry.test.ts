import { describe, expect, it } from "vitest";
import { companyRoom, snapshotValue } from "../../../src/server/backplane/backplaneRooms.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { readEvents } from "../../support/eventReader.js";
import { putIn, tellRoom, valueIn } from "../../support/rooms.js";
import { companionTest } from "../companionTest.js";

const connection = {
  id: "8f4a9b1c-0d2e-4f3a-9b8c-7d6e5f4a3b2c",
  platformName: "Xero",
  version: "2099-03-02T09:00:00.0000000Z/1",
  status: "Linked",
  sourceType: "Accounting",
  dataConnectionErrors: [{ statusCode: "403", status: "Active" }],
};
const invite = {
  id: "an-invite",
  kind: "connect",
  sourceType: "accounting",
  state: "opened",
  createdAt: "2099-03-02T09:00:00.000Z",
  expiresAt: "2099-03-16T09:00:00.000Z",
  changedAt: "2099-03-02T09:00:00.000Z",
  version: 2,
};
const linkUrl = "https://link.codat.io/otp/12345";
const shown = { type: "data", connectionId: connection.id, at: "2099-03-02T09:01:00.000Z" };

/** What another version, or whoever else reaches the backplane, may write; and what of it is for browsers. */
const strange: [what: string, written: unknown, told?: object][] = [
  [
    "a connection's link",
    { type: "connection", connection: { ...connection, linkUrl } },
    { type: "connection", connection },
  ],
  ["a field of the event", { ...shown, linkUrl }, shown],
  [
    "a field of an error",
    {
      type: "connection",
      connection: {
        ...connection,
        dataConnectionErrors: [{ ...connection.dataConnectionErrors[0], errorMessage: linkUrl }],
      },
    },
    { type: "connection", connection },
  ],
  ["an invite's link", { type: "invite", invite: { ...invite, url: linkUrl } }, { type: "invite", invite }],
  ["an invite in a state that is not known", { type: "invite", invite: { ...invite, state: "stolen" } }],
  ["a connection without an id", { type: "connection", connection: { ...connection, id: undefined } }],
  [
    "a whole company",
    { type: "snapshot", company: { id: "another", linkHost: "evil.example", connections: [] } },
  ],
  ["a type of tomorrow", { type: "payment", linkUrl }],
  ["no object", [linkUrl]],
  ["nothing", null],
];

describe("what a company's room holds that is not ours", () => {
  it.each(strange)("%s is left out of a stream, and reported", async (_, written, told) => {
    const backplane = memoryBackplane();
    const { ask, json, errors } = companionTest({ backplane });
    const { id } = await json<{ id: string }>("POST /company");
    const stream = readEvents(await ask("GET /events"));
    await tellRoom(backplane, id, JSON.stringify(written), "strange");
    await tellRoom(backplane, id, JSON.stringify(shown), "ours");
    const frames = await stream.take(told ? 3 : 2);
    expect(frames.slice(1).map(({ data }) => data)).toEqual([...(told ? [told] : []), shown]);
    expect(errors.map(({ code }) => code)).toEqual(["ONB-506"]);
    await stream.cancel();
  });

  it.each(strange)(
    "%s is left out of the company, and reported if nothing is left",
    async (_, written, told) => {
      const backplane = memoryBackplane();
      const { json, errors } = companionTest({ backplane });
      const { id } = await json<{ id: string }>("POST /company");
      await tellRoom(backplane, id, JSON.stringify(written), "strange");
      await tellRoom(backplane, id, JSON.stringify(shown), "ours");
      const company = await json("POST /company");
      expect(company).toMatchObject({ id, arrivals: { [connection.id]: { at: shown.at } } });
      expect(JSON.stringify(company)).not.toContain("codat.io/otp");
      expect(errors.map(({ code }) => code)).toEqual(told ? [] : ["ONB-506"]);
    },
  );

  it("is reported once a minute, however often it comes", async () => {
    const backplane = memoryBackplane();
    const { json, errors } = companionTest({ backplane });
    const { id } = await json<{ id: string }>("POST /company");
    for (let n = 0; n < 20; n++) await tellRoom(backplane, id, "{}", `${n}`);
    await json("POST /company");
    expect(errors).toHaveLength(1);
  });

  it("and a stored reading with a link in it is shown without the link", async () => {
    const backplane = memoryBackplane();
    const { ask, json } = companionTest({ backplane });
    const { id } = await json<{ id: string }>("POST /company");
    const stored = await valueIn(backplane, companyRoom(id), snapshotValue);
    await putIn(
      backplane,
      companyRoom(id),
      snapshotValue,
      stored?.replace(
        '"connections":[]',
        JSON.stringify({ connections: [{ ...connection, linkUrl }], linkUrl }).slice(1, -1),
      ) ?? "",
    );
    const [frame] = await readEvents(await ask("GET /events")).take(1);
    expect(frame?.data).toMatchObject({ company: { id, connections: [connection] } });
    expect(JSON.stringify(frame)).not.toContain("linkUrl");
  });
});
