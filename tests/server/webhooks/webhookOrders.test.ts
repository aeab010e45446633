import { describe, expect, it } from "vitest";
import { type Company, connectionsOf } from "../../../src/core/company/company.js";
import { applyCompanyEvent } from "../../../src/core/company/companyEvent.js";
import { orders, withDuplicates } from "../../support/orders.js";
import { startReceiver } from "./receiver.js";
import { companyId, connectionWebhook, dataWebhook, signedRequest } from "./webhooks.js";

const empty: Company = { id: companyId, linkHost: "link.codat.io", connections: [], arrivals: {} };
const names = ["created", "connected", "failed", "disconnected", "reconnected", "deleted"];

/** Six events of one connection, a second from each other, each with an id of its own. */
const story = (last: string) =>
  names
    .filter((name) => name !== last)
    .concat(last)
    .map((name, n) => ({
      id: `msg_${name}`,
      body: connectionWebhook(name, {
        id: `ba29118f-5406-4e59-b05c-00000000000${n}`,
        generatedDate: `2026-11-23T08:59:0${n}.000000${n}Z`,
      }),
    }));

/** What a browser makes of what the receiver has put into the stream. */
async function told(messages: readonly { id: string; body: object }[], atOnce: boolean) {
  const receiver = startReceiver();
  const send = async (message: { id: string; body: object }) =>
    (await receiver.receive(signedRequest(message))).status;
  const statuses: number[] = [];
  if (atOnce) statuses.push(...(await Promise.all(messages.map(send))));
  else for (const message of messages) statuses.push(await send(message));
  const stream = await receiver.stream();
  return {
    statuses,
    length: stream.length,
    hooks: receiver.hooked.length,
    company: stream.reduce<Company | undefined>(applyCompanyEvent, empty),
  };
}

describe("six events of a connection", () => {
  it.each([
    ["deleted", []],
    ["disconnected", [{ status: "Deauthorized" }]],
  ])("in all 720 orders, with duplicates, end as %s", async (last, expected) => {
    const messages = story(last);
    const ends = new Set<string>();
    let count = 0;
    for (const order of orders(messages)) {
      const { statuses, length, hooks, company } = await told(withDuplicates(order), count % 2 === 0);
      expect([new Set(statuses), length, hooks]).toEqual([new Set([200]), 6, 6]);
      ends.add(JSON.stringify(company));
      count++;
    }
    expect([count, ends.size]).toEqual([720, 1]);
    const { company } = await told(messages, false);
    expect(company && connectionsOf(company)).toMatchObject(expected);
  });

  it("ten hours late change nothing that is newer", async () => {
    const [reconnected, disconnected] = [
      connectionWebhook("reconnected", { id: "b", generatedDate: "2026-11-22T20:00:00Z" }),
      connectionWebhook("disconnected", { id: "a", generatedDate: "2026-11-22T19:59:59.9999999Z" }),
    ];
    const { company } = await told(
      [
        { id: "msg_1", body: reconnected },
        { id: "msg_2", body: disconnected },
      ],
      false,
    );
    expect(company?.connections).toMatchObject([{ status: "Linked" }]);
  });

  it("and its first data end alike, whichever comes first", async () => {
    const messages = [
      { id: "msg_1", body: connectionWebhook("connected") },
      { id: "msg_2", body: dataWebhook() },
    ];
    const ends = new Set<string>();
    for (const order of orders(messages)) ends.add(JSON.stringify((await told(order, false)).company));
    expect(ends.size).toBe(1);
    expect([...ends][0]).toContain('"at":"2026-11-23T08:59:59.000Z"');
  });
});
