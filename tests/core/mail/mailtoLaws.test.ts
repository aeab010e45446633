import { mailtoUrl, OnboardingError } from "codat-onboarding/core";
import { parseAddressList } from "email-addresses";
import * as fc from "fast-check";
import { afterAll, describe, expect, it, vi } from "vitest";
import { brokenLaws } from "./mailto/laws.js";
import { message, wouldBeAddress } from "./mailto/messages.js";
import { readerNames, startReaders } from "./mailto/readers.js";

const { FC_SEED, LAW_RUNS } = process.env;
/** `npm run test:chaos` sets LAW_RUNS. */
const count = Number(LAW_RUNS) || 10_000;
vi.setConfig({ testTimeout: LAW_RUNS ? 20 * 60_000 : 180_000 });
const seed = Number(FC_SEED) || Date.now() % 2 ** 31;
process.stdout.write(`mailto laws: seed ${seed} (FC_SEED=${seed} repeats this run)\n`);

const readers = startReaders();
const started = readers.map(({ name }) => name);
afterAll(() => {
  for (const { stop } of readers) stop();
});

describe(`mailtoUrl, by generated messages, seed ${seed}`, () => {
  it(`keeps every law for ${count} messages, read back by ${started.join(" and ")}`, async () => {
    const law = fc.asyncProperty(message, async (one) => {
      expect(await brokenLaws(mailtoUrl, one, readers)).toEqual({});
    });
    await fc.assert(law, { numRuns: count, seed });
  });

  for (const name of readerNames.filter((one) => !started.includes(one))) {
    it.skip(`SKIPPED, NOT PROVED: ${name} reads the messages back`, () => {});
  }

  it("accepts only what RFC 5322 reads as one address, and writes it as one recipient", async () => {
    let accepted = 0;
    const law = fc.asyncProperty(wouldBeAddress, async (address) => {
      fc.pre(address !== "");
      const url = urlFor(address);
      if (!url) return;
      accepted++;
      // What a Japanese keyboard, or a page that is copied from, puts for an ordinary letter is that letter.
      const to = address.normalize("NFKC");
      const parsed = parseAddressList({ input: to.trim(), rfc6532: true });
      expect(parsed).toMatchObject([{ type: "mailbox", name: null, address: to.trim() }]);
      expect(
        await brokenLaws((one) => mailtoUrl({ ...one, to: address }), { to, subject: "", body: "" }, readers),
      ).toEqual({});
      for (const { read } of readers) expect((await read(url)).to).toHaveLength(1);
    });
    await fc.assert(law, { numRuns: count / 2, seed });
    expect(accepted).toBeGreaterThan(count / 50);
  });

  it("refuses a bad address among good ones with ONB-105 and nothing else", async () => {
    const law = fc.property(wouldBeAddress, (address) => {
      fc.pre(address !== "" && !urlFor(address));
      expect(() => mailtoUrl({ to: ["sam@example.com", address], subject: "", body: "" })).toThrow(
        expect.objectContaining({ code: "ONB-105", recoverable: true }),
      );
    });
    fc.assert(law, { numRuns: count / 5, seed });
  });
});

function urlFor(to: string): string | undefined {
  try {
    return mailtoUrl({ to, subject: "", body: "" });
  } catch (error) {
    expect(error).toBeInstanceOf(OnboardingError);
    return undefined;
  }
}
