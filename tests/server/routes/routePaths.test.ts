import { describe, expect, it } from "vitest";
import { isBelowRoute, routePaths } from "../../../src/server/routes/routePaths.js";
import { companionTest } from "../companionTest.js";

const invites = {
  secret: "the tests sign their links with this, and nobody else",
  publicUrl: "https://a.example",
};

describe("the paths of the routes", () => {
  it.each(Object.values(routePaths))("%s is answered", async (path) => {
    const { ask } = companionTest({ invites });
    const response = await ask(`PROPFIND ${path.replace(":id", "some-id")}`);
    expect(response.status).toBe(405);
    expect((await ask(`PROPFIND ${path.replace(":id", "some-id")}/beyond/it`)).status).toBe(404);
  });

  it("take the place of all that begins like them", () => {
    expect(["/go", "/go/on", "/connections/a"].map((path) => isBelowRoute(path))).toEqual([true, true, true]);
    expect(["/gone", "/connect", "/a/go"].map((path) => isBelowRoute(path))).toEqual([false, false, false]);
  });

  it("take the place of a route that is added to them", () => {
    expect(isBelowRoute("/token")).toBe(false);
    expect(isBelowRoute("/token", [...Object.values(routePaths), "/token/:id"])).toBe(true);
  });
});
