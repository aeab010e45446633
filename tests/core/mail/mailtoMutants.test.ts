import { mailtoUrl } from "codat-onboarding/core";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { brokenLaws, type Compose, type Law } from "./mailto/laws.js";
import { message } from "./mailto/messages.js";
import { mutants } from "./mailto/mutants.js";
import { readerNames, startReaders } from "./mailto/readers.js";

const readers = startReaders();
afterAll(() => {
  for (const { stop } of readers) stop();
});

const unread = readerNames.filter((name) => readers.every((reader) => reader.name !== name));
const messages = fc.sample(message, { numRuns: 400, seed: 6068 });

describe("the laws of mailto, on composers that are wrong", () => {
  it.each(Object.entries(mutants))("catch %s", async (_, { compose, breaks }) => {
    const readable = breaks.filter((law) => !unread.some((name) => law.startsWith(name)));
    expect(await allBroken(compose)).toEqual(readable.sort());
  });

  it("find nothing wrong with ours", async () => {
    expect(await allBroken(mailtoUrl)).toEqual([]);
  });
});

async function allBroken(compose: Compose): Promise<Law[]> {
  const broken = new Set<Law>();
  for (const one of messages) {
    for (const law of Object.keys(await brokenLaws(compose, one, readers))) broken.add(law as Law);
  }
  return [...broken].sort();
}
