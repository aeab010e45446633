import { beforeEach, describe, expect, it } from "vitest";
import { type ColleagueTest, colleagueTest } from "./colleagueTest.js";

let test: ColleagueTest;

beforeEach(() => {
  test = colleagueTest();
});

async function heading(response: Response): Promise<string> {
  return /<h1>(.*)<\/h1>/.exec(await response.text())?.[1]?.replace(/<\/?bdi>/g, "") ?? "";
}

describe("declining", () => {
  it("is asked once more by a page that changes nothing however often it is opened", async () => {
    const { path, id } = await test.invite();
    test.writes.length = 0;
    for (const method of ["GET", "HEAD", "GET"]) {
      expect((await test.open(`${path}/decline`, { method })).status).toBe(200);
    }
    expect(await heading(await test.open(`${path}/decline`))).toBe("Tell Sam Patel that you can’t do this?");
    expect([test.writes, await test.state(id)]).toEqual([[], "prepared"]);
  });

  it("is not done by whatever submits each form of the page", async () => {
    const { path, id } = await test.invite();
    const page = await (await test.open(path)).text();
    const actions = [...page.matchAll(/<form[^>]* action="([^"]+)"/g)].map(([, action = ""]) => action);
    expect(actions.length).toBeGreaterThan(0);
    for (const action of actions) await test.press(action);
    expect(await test.state(id)).toBe("opened");
  });

  it("ends the invite once it is said for sure", async () => {
    const { path, id } = await test.invite();
    const asking = await (await test.open(`${path}/decline`)).text();
    const [, action = ""] = /<form[^>]* action="([^"]+)"/.exec(asking) ?? [];
    expect(await heading(await test.press(action))).toBe("Thank you for saying so");
    expect(await test.state(id)).toBe("declined");
  });

  it("tells the customer, and thanks", async () => {
    const { path, id } = await test.invite();
    const response = await test.press(`${path}/decline`);
    expect([response.status, await heading(response)]).toEqual([200, "Thank you for saying so"]);
    expect(await test.state(id)).toBe("declined");
  });

  it("is for others: who made the link for another device has no such button", async () => {
    const { path, id } = await test.invite({ kind: "self" });
    const page = await (await test.open(path)).text();
    expect(page).toContain("made this link for another device");
    expect(page).not.toMatch(/decline|Not expecting/);
    for (const response of [await test.open(`${path}/decline`), await test.press(`${path}/decline`)]) {
      expect(await heading(response)).toBe("Connect the accounting software of Oak &amp; Elm Ltd");
    }
    expect(await test.state(id)).toBe("prepared");
  });
});
