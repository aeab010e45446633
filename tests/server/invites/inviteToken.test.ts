import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInviteTokens } from "../../../src/server/invites/inviteToken.js";

const secret = "the first secret of the tests, long enough";
const other = "another secret of the tests, and long enough";
const tokens = createInviteTokens([secret]);
const digits = [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"];
const digit = fc.constantFrom(...digits);
const id = fc.array(digit, { minLength: 22, maxLength: 22 }).map((all) => all.join(""));
const runs = { numRuns: process.env["LAW_RUNS"] ? 20_000 : 300 };

/** Whatever opens something with these secrets. */
const opened = (text: string, by = tokens) => [by.read(text), by.readReturn(text)];

describe("a token", () => {
  it("is 47 letters and digits, and names its invite to nobody but the signer", () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(tokens.of(one)).toMatch(/^[A-Za-z0-9]{47}$/);
        expect(tokens.read(tokens.of(one))).toBe(one);
        expect(createInviteTokens([other]).read(tokens.of(one))).toBeUndefined();
      }),
      runs,
    );
  });

  it("is the same each time, so that a link that was passed on can be shown again", () => {
    expect(createInviteTokens([secret]).of("a".repeat(22))).toBe(tokens.of("a".repeat(22)));
  });

  it("opens nothing with any character changed", () => {
    fc.assert(
      fc.property(id, fc.nat(46), digit, (one, place, put) => {
        const token = tokens.of(one);
        fc.pre(token[place] !== put);
        expect(opened(token.slice(0, place) + put + token.slice(place + 1))).toEqual([undefined, undefined]);
      }),
      runs,
    );
  });

  it("opens nothing cut, lengthened, or with something of no use in it", () => {
    fc.assert(
      fc.property(id, fc.nat(46), fc.string({ minLength: 1, maxLength: 5 }), (one, end, more) => {
        const token = tokens.of(one);
        const wrong = [token.slice(0, end), token.slice(end + 1), token + more, more + token];
        for (const text of wrong) expect(opened(text)).toEqual([undefined, undefined]);
      }),
      runs,
    );
    for (const text of ["", "undefined", "\n", `${tokens.of("a".repeat(22))}\n`, tokens.of("")])
      expect(opened(text)).toEqual([undefined, undefined]);
  });

  it("opens nothing put together from two", () => {
    fc.assert(
      fc.property(id, id, (one, another) => {
        fc.pre(one !== another);
        const [a, b] = [tokens.of(one), tokens.of(another)];
        expect(opened(a.slice(0, 25) + b.slice(25))).toEqual([undefined, undefined]);
        expect(opened(a.slice(0, 3) + a.slice(25) + a.slice(3, 25))).toEqual([undefined, undefined]);
        expect(opened([...a].reverse().join(""))).toEqual([undefined, undefined]);
      }),
      runs,
    );
  });

  it("opens nothing in another case", () => {
    const token = tokens.of("aB3".padEnd(22, "x"));
    expect(opened(token.toLowerCase())).toEqual([undefined, undefined]);
    expect(opened(token.toUpperCase())).toEqual([undefined, undefined]);
  });
});

describe("the value that a return carries", () => {
  it("names the invite, and can never be used as its token, nor a token as it", () => {
    fc.assert(
      fc.property(id, (one) => {
        const told = tokens.ofReturn(one);
        expect(told).toMatch(/^[A-Za-z0-9]{47}$/);
        expect([tokens.readReturn(told), tokens.read(told)]).toEqual([one, undefined]);
        expect(tokens.readReturn(tokens.of(one))).toBeUndefined();
      }),
      runs,
    );
  });
});

describe("a rotation", () => {
  const during = createInviteTokens([other, secret]);
  const after = createInviteTokens([other]);
  const one = "0".repeat(22);

  it("reads what the old secret signed, and signs with the new one", () => {
    expect(opened(tokens.of(one), during)).toEqual([one, undefined]);
    expect(opened(tokens.ofReturn(one), during)).toEqual([undefined, one]);
    expect(during.of(one)).toBe(after.of(one));
    expect(tokens.read(during.of(one))).toBeUndefined();
  });

  it("ends what the old one signed, once that is gone", () => {
    expect(opened(tokens.of(one), after)).toEqual([undefined, undefined]);
    expect(opened(tokens.ofReturn(one), after)).toEqual([undefined, undefined]);
  });
});

describe("a new id", () => {
  it("is 22 letters and digits, and never one that was there", () => {
    const ids = Array.from({ length: 2_000 }, () => tokens.newId("0498e921-9b53-4396-a412-4f2f5983b0a2"));
    expect(new Set(ids).size).toBe(2_000);
    for (const one of ids) expect(one).toMatch(/^[A-Za-z0-9]{22}$/);
    expect(new Set(ids.flatMap((one) => [...one.slice(1)])).size).toBe(62);
  });
});
