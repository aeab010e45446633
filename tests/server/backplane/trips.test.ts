import { beforeEach, expect, it } from "vitest";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { type ColleagueTest, colleagueTest } from "../routes/colleagueTest.js";

/** Steps on the backplane since the last look. All are counted, also those that are under way at once. */
const trips: string[] = [];

function counted(backplane: Backplane): Backplane {
  const noted =
    <Args extends [string, ...unknown[]], Result>(name: string, call: (...args: Args) => Result) =>
    (...args: Args): Result => {
      trips.push(`${name} ${args[0].split(":")[0]}`);
      return call(...args);
    };
  return { ...backplane, view: noted("view", backplane.view), commit: noted("commit", backplane.commit) };
}

async function tripsOf(use: () => Promise<unknown>): Promise<string[]> {
  trips.length = 0;
  await use();
  return [...trips];
}

let test: ColleagueTest;

function start(hooks: { onConnectionChange?: () => void; onDataReady?: () => void } = {}): void {
  test = colleagueTest({ backplane: counted(memoryBackplane()), ...hooks });
}

beforeEach(() => start());

it("a first visit takes five steps and one for each call of Codat’s, a known one two", async () => {
  const visit = () => test.ask("POST /company");
  const paid = "commit customer";
  expect(await tripsOf(visit)).toEqual([
    "commit customer",
    paid, // the search
    paid, // the making
    "commit company",
    "commit customer",
    "view company",
    paid, // the reading
    "commit company",
  ]);
  expect(await tripsOf(visit)).toEqual(["commit customer", "view company"]);
  expect(await tripsOf(() => test.ask("GET /company"))).toEqual(["view customer", "view company"]);
});

it("a stream opens in two steps, and is resumed in two", async () => {
  await test.ask("POST /company");
  let id = "";
  const open = async () => {
    const response = await test.ask("GET /events", { headers: id ? { "last-event-id": id } : {} });
    const { value } = (await response.body?.getReader().read()) ?? {};
    id = /^id: (.+)$/m.exec(new TextDecoder().decode(value))?.[1] ?? id;
  };
  const steps = ["view customer", "view company"];
  expect(await tripsOf(open)).toEqual(steps);
  expect(id).not.toBe("");
  expect(await tripsOf(open)).toEqual(steps);
});

it("an invite's page takes one step, its making three, its repetition two", async () => {
  await test.ask("POST /company");
  let path = "";
  const invite = async () => {
    ({ path } = await test.invite());
  };
  expect(await tripsOf(invite)).toEqual(["commit customer", "view company", "commit company"]);
  expect(await tripsOf(invite)).toEqual(["commit customer", "view company"]);
  expect(await tripsOf(() => test.open(path))).toEqual(["view company"]);
  expect(await tripsOf(() => test.open(path.slice(0, -1)))).toEqual([]);
});

it("a press takes three steps and one for its call, the first and each after it, and declining two", async () => {
  const { path } = await test.invite();
  const steps = ["view company", "commit company", "commit customer", "commit company"];
  expect(await tripsOf(() => test.press(path))).toEqual(steps);
  // Nothing changes any more: it is opened.
  expect(await tripsOf(() => test.press(path))).toEqual(steps.slice(0, 3));
  const { path: named } = await test.invite({ platformKey: "gbol", kind: "reconnect" });
  expect(await tripsOf(() => test.press(named))).toEqual(steps);
  expect(await tripsOf(() => test.press(`${path}/decline`))).toEqual(["view company", "commit company"]);
});

it.each([
  ["with hooks three", { onConnectionChange: () => {}, onDataReady: () => {} }, [3, 3]],
  // The organisation behind a connection is looked up as hooks are.
  ["without hooks two, of first data three", {}, [2, 3]],
])("a webhook takes %s steps", async (_, hooks, most) => {
  start(hooks);
  const { webhooks, connect, completeRead } = test.fake;
  const { id } = await test.json<{ id: string }>("POST /company");
  await test.invite();
  webhooks.hold();
  const sent = async (act: () => unknown) => {
    const known = new Set(webhooks.held().map((one) => one.id));
    act();
    const news = webhooks
      .held()
      .filter((one) => !known.has(one.id) && /^connection|initial/.test(one.eventType));
    const steps: number[] = [];
    for (const one of news) {
      const taken = await tripsOf(async () => {
        await webhooks.release([one.id]);
        await webhooks.settle();
      });
      expect(new Set(taken)).toEqual(new Set(["commit company"]));
      steps.push(taken.length);
    }
    return steps;
  };
  const connection: { id?: string } = {};
  const connected = await sent(() => Object.assign(connection, connect(id)));
  expect(connected.length).toBeGreaterThan(0);
  expect(Math.max(...connected)).toBe(most[0]);
  expect(Math.max(...(await sent(() => completeRead(connection.id ?? ""))))).toBe(most[1]);
});
