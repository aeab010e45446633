import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { companyName } from "../../../src/server/companies/companyName.js";
import { customerOfTag, customerTag, customerTagKey } from "../../../src/server/companies/customerTag.js";

const sha256OfNothing = "sha256.47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";

describe("a customer's tag", () => {
  it("has a key that Codat takes", () => {
    expect(customerTagKey.length).toBeLessThanOrEqual(27);
  });

  it.each([
    ["acme", "acme"],
    ["cust_123", "cust_123"],
    ["sam@acme.example", "sam@acme.example"],
    ["__proto__", "__proto__"],
    ["", sha256OfNothing],
    [sha256OfNothing, expect.stringMatching(/^sha256\.[\w-]{43}$/)],
    ["a b", expect.stringMatching(/^sha256\.[\w-]{43}$/)],
    ["a&&b=c", expect.stringMatching(/^sha256\.[\w-]{43}$/)],
    ["é", expect.stringMatching(/^sha256\.[\w-]{43}$/)],
    ["x".repeat(101), expect.stringMatching(/^sha256\.[\w-]{43}$/)],
  ])("of %j is %j", (id, tag) => {
    expect(customerTag(id)).toEqual(tag);
  });

  const id = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.stringMatching(/^[A-Za-z0-9._@-]{1,120}$/),
    fc.stringMatching(/^sha256\.[\w-]{43}$/),
  );

  it("fits into Codat's query language, whatever the id", () => {
    fc.assert(
      fc.property(id, (one) => {
        expect(customerTag(one)).toMatch(/^[A-Za-z0-9._@-]{1,100}$/);
      }),
    );
  });

  it("is no other customer's, even one whose id looks like a tag", () => {
    fc.assert(
      fc.property(id, id, (one, other) => {
        for (const rival of [other, customerTag(other), customerTag(one)]) {
          if (rival !== one) expect(customerTag(rival)).not.toBe(customerTag(one));
        }
      }),
    );
  });

  it("names its customer or nobody", () => {
    fc.assert(
      fc.property(id, (one) => {
        expect([one, undefined]).toContain(customerOfTag(customerTag(one)));
      }),
    );
    expect(customerOfTag("acme")).toBe("acme");
    expect(customerOfTag(undefined)).toBeUndefined();
    expect(customerOfTag("a b")).toBeUndefined();
  });
});

describe("a company's label", () => {
  it.each([
    [["Oak & Elm Ltd"], "Oak & Elm Ltd"],
    [["Bäckerei Müller (Köln)"], "Backerei Muller Koln"],
    [["  a\n\tb  "], "a b"],
    [["株式会社", "cust_123"], "cust 123"],
    [[undefined, "木", "--"], "Customer"],
    [[null, 42], "42"],
    [["x".repeat(300)], "x".repeat(100)],
  ])("of %j is %j", (names, label) => {
    expect(companyName(...(names as string[]))).toBe(label);
  });

  it("is one that Codat keeps as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
        expect(companyName(name)).toMatch(/^[A-Za-z0-9\s\-',&@.?!]{1,100}$/);
      }),
    );
  });
});
