import { describe, expect, it } from "vitest";
import { byPlatform, chooseText, fillText } from "../../../src/core/messages/text.js";

describe("a full stop after a value", () => {
  it.each([
    ["Oak & Elm Ltd", "Choose Oak & Elm Ltd. The link works."],
    ["Oak & Elm Inc.", "Choose Oak & Elm Inc. The link works."],
    ["Yahoo!", "Choose Yahoo! The link works."],
    ["\u2068Anghami Inc.\u2069", "Choose \u2068Anghami Inc.\u2069 The link works."],
    ["Oak…", "Choose Oak… The link works."],
  ])("stands once: %s", (business, said) => {
    expect(fillText("Choose {business}. The link works.", { business })).toBe(said);
  });

  it("is the value's own in markup, which keeps values apart", () => {
    expect(chooseText("For {business}.", { business: "Oak Inc." })).toEqual(["For ", "Oak Inc.", ""]);
  });

  it.each(["For {business}, please.", "For {business}: please.", "({business})"])(
    "leaves other signs, and other texts: %s",
    (text) => {
      expect(fillText(text, { business: "Oak Inc." })).toBe(text.replace("{business}", "Oak Inc."));
      expect(fillText("To do.", {})).toBe("To do.");
    },
  );
});

describe("a text by platform", () => {
  const texts = { accounting: "software", banking: "bank", commerce: "shop" };

  it("is one for every known platform, or one for each source type", () => {
    const one = { ...texts, platform: ["our {platform}"] };
    const three = { ...texts, platform: { ...texts, banking: "our accounts at {platform}" } };
    expect(byPlatform(one, "banking", "Monzo")).toEqual(["our {platform}"]);
    expect(byPlatform(three, "banking", "Monzo")).toBe("our accounts at {platform}");
    expect(byPlatform(three, "commerce", "Etsy")).toBe("shop");
    expect(byPlatform(three, "banking", undefined)).toBe("bank");
  });
});
