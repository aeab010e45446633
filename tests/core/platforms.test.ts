import { type Platforms, platformOf } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const windows = { name: "QuickBooks Desktop", device: "installed", admin: true };

describe("platformOf", () => {
  it.each([
    ["gbol", { name: "Xero" }],
    ["qhyg", { name: "QuickBooks Online", admin: true }],
    ["pqsw", windows],
    ["hbql", { name: "Sage 50", device: "installed", admin: true }],
    ["akxx", { name: "Oracle NetSuite", device: "desktop", admin: true }],
    ["knfz", { name: "Sage Intacct", device: "desktop", admin: true }],
    ["jcrp", { name: "Sage 200", device: "desktop" }],
  ])("knows %s", (key, platform) => {
    expect(platformOf(key)).toEqual(platform);
  });

  it.each([undefined, "", "zzzz", "toString", "__proto__", "GBOL"])("knows nothing of %s", (key) => {
    expect(platformOf(key)).toEqual({});
  });

  it("lays what the host knows over it, one thing at a time", () => {
    const platforms: Platforms = { akxx: { device: "any" }, zzzz: { name: "Zahlen", admin: true } };
    expect(platformOf("akxx", platforms)).toEqual({ name: "Oracle NetSuite", device: "any", admin: true });
    expect(platformOf("zzzz", platforms)).toEqual({ name: "Zahlen", admin: true });
    expect(platformOf("gbol", platforms)).toEqual({ name: "Xero" });
  });

  it("finds by its exact name what has no key", () => {
    expect(platformOf(undefined, {}, "QuickBooks Desktop")).toEqual(windows);
    expect(platformOf(undefined, { zzzz: { name: "Zahlen" } }, "Zahlen")).toEqual({ name: "Zahlen" });
    expect(platformOf(undefined, {}, "quickbooks")).toEqual({});
  });

  it("takes a platform that the host renamed by that name only", () => {
    const platforms: Platforms = { pqsw: { name: "QuickBooks Enterprise" } };
    expect(platformOf(undefined, platforms, "QuickBooks Enterprise")).toMatchObject({ device: "installed" });
    expect(platformOf(undefined, platforms, "QuickBooks Desktop")).toEqual({});
  });

  it("believes the key where the name says something else", () => {
    expect(platformOf("gbol", {}, "QuickBooks Desktop")).toEqual({ name: "Xero" });
  });
});
