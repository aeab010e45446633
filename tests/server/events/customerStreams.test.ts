import { expect, it } from "vitest";
import { createCustomerStreams, type HeldStream } from "../../../src/server/events/customerStreams.js";

interface Named extends HeldStream {
  name: string;
}

function streamOf(name: string, userId: string | undefined, customerId = "bakery"): Named {
  return { name, customerId, userId };
}

/** Opens streams one after the other. @returns the names of those that are left, oldest first */
function openAll(most: number, streams: readonly Named[]): string[] {
  const held = createCustomerStreams<Named>(most);
  const left: Named[] = [];
  for (const stream of streams) {
    const other = held.inTheWayOf(stream);
    if (other) {
      held.remove(other);
      left.splice(left.indexOf(other), 1);
    }
    held.add(stream);
    left.push(stream);
  }
  return left.map(({ name }) => name);
}

const many = (userId: string | undefined, count: number) =>
  Array.from({ length: count }, (_, n) => streamOf(`${userId} ${n}`, userId));

it("ends the oldest of one person who is alone", () => {
  expect(openAll(3, many("sam", 5))).toEqual(["sam 2", "sam 3", "sam 4"]);
});

it("takes the place of whoever has the most, however many others there are", () => {
  const left = openAll(20, [...many("sam", 20), ...many("alex", 1), ...many("kim", 1)]);
  expect(left).toHaveLength(20);
  expect(left).toEqual(expect.arrayContaining(["alex 0", "kim 0", "sam 2", "sam 19"]));
  expect(left).not.toContain("sam 1");
});

it("lets one person who comes again and again take no place of others", () => {
  const others = ["alex", "kim", "jo"].flatMap((userId) => many(userId, 1));
  const left = openAll(20, [...others, ...many("sam", 500)]);
  expect(left.filter((name) => !name.startsWith("sam"))).toEqual(["alex 0", "kim 0", "jo 0"]);
  expect(left.at(-1)).toBe("sam 499");
});

it("counts the newcomer: who would have the most makes room by their own", () => {
  expect(openAll(4, [...many("sam", 2), ...many("alex", 3)])).toEqual(["sam 0", "sam 1", "alex 1", "alex 2"]);
});

it("ends the oldest of all where each has one", () => {
  const left = openAll(
    20,
    Array.from({ length: 30 }, (_, n) => streamOf(`user ${n}`, `user ${n}`)),
  );
  expect(left).toEqual(Array.from({ length: 20 }, (_, n) => `user ${n + 10}`));
});

it("takes those of whom no person is known for one", () => {
  expect(openAll(3, [...many("sam", 1), ...many(undefined, 3)])).toEqual([
    "sam 0",
    "undefined 1",
    "undefined 2",
  ]);
});

it("knows each customer by itself, and forgets who has left", () => {
  const held = createCustomerStreams<Named>(1);
  const one = streamOf("one", "sam");
  held.add(one);
  expect(held.inTheWayOf(streamOf("two", "sam", "florist"))).toBeUndefined();
  expect(held.inTheWayOf(streamOf("two", "sam"))).toBe(one);
  held.remove(one);
  expect(held.inTheWayOf(streamOf("two", "sam"))).toBeUndefined();
});
