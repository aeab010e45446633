import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ColleagueSite, openColleagueSite } from "./colleagueSite.js";
import { type Engine, engines } from "./engines.js";

const day = 24 * 3_600_000;

/** Whatever opens links in mails before people do: it fetches, follows redirects and runs scripts. */
async function scan(url: string): Promise<void> {
  for (let count = 0; count < 20; count++) {
    for (const method of ["GET", "HEAD"]) expect((await fetch(url, { method })).status).toBe(200);
  }
  const scanner = await engines[0]?.launch();
  for (let count = 0; count < 3; count++) await scanner?.open(url);
  await scanner?.close();
}

describe.each(engines)("in $name", ({ name, missing, launch }) => {
  if (missing.length > 0) {
    const skipped = `SKIPPED, NOT PROVED: ${name} needs ${missing.join(", ")}, not found, not installable here`;
    console.warn(skipped);
    it.skip(skipped);
    return;
  }

  let site: ColleagueSite;
  let engine: Engine;
  beforeAll(async () => {
    engine = await launch();
  });
  afterAll(() => engine?.close());
  beforeEach(async () => {
    site = await openColleagueSite();
  });
  afterEach(() => site?.close());

  const shows = (selector: string, text: string | RegExp) =>
    expect.poll(() => engine.text(selector), { timeout: 10_000 }).toMatch(text);

  it("a colleague connects three days after a scanner, and is thanked", async () => {
    const { url, id } = await site.invite();
    const asked = site.fake.requests().length;
    await scan(url);
    expect(site.fake.requests()).toHaveLength(asked);
    expect(await site.state(id)).toBe("prepared");
    await site.fake.advance(3 * day);

    await engine.open(url);
    await shows("h1", "Connect ");
    await shows("main", "Sam Patel");
    await engine.click("form.go button");
    await shows("h1", "Choose your platform");
    expect(await site.state(id)).toBe("opened");
    await engine.click("button[value=gbol]");
    await shows("h1", "Share Xero data");
    await engine.click(".main-action");
    await shows("h1", "Sign in");
    expect(await engine.url()).toContain(`${site.platformUrl}/sign-in?`);
    await engine.click(".allow");

    await shows("h1", "Xero is connected for Oak & Elm Ltd");
    expect(await site.state(id)).toBe("connected");
    await engine.open(url);
    await shows("h1", "already");
  });

  it("a form that is led straight on to the platform's own login is not blocked", async () => {
    const { url, id } = await site.invite({ platformKey: "gbol" });
    await scan(url);
    await site.fake.advance(3 * day);
    await engine.open(url);
    await engine.click("form.go button");
    await shows("h1", "Sign in");
    expect(await engine.url()).toContain(`${site.platformUrl}/sign-in?`);
    await engine.click(".allow");
    await shows("h1", "Xero is connected for Oak & Elm Ltd");
    expect(await site.state(id)).toBe("connected");
  });

  it("the link is told to nobody, and stays a page when it is left and come back to", async () => {
    const { url, id } = await site.invite({ platformKey: "gbol" });
    await engine.open(url);
    await engine.click("form.go button");
    await shows("h1", "Sign in");
    await engine.open(url);
    await shows("h1", "Connect ");
    await engine.click("form.go button");
    await shows("h1", "Sign in");
    expect(site.referrers.filter((from) => from.startsWith(new URL(url).origin))).toEqual([]);
    expect(site.fake.connections(site.fake.companies()[0]?.id ?? "")).toHaveLength(1);
    expect(await site.state(id)).toMatch(/opened|connecting/);
  });

  it("a colleague declines, and the link has ended", async () => {
    const { url, id } = await site.invite();
    await engine.open(url);
    await engine.click("a.decline");
    await shows("h1", "Tell Sam Patel");
    expect(await site.state(id)).toBe("prepared");
    await engine.click("form button");
    await expect.poll(() => site.state(id), { timeout: 10_000 }).toBe("declined");
    await engine.open(url);
    expect(await engine.text("form.go button")).toBe("");
    expect(site.fake.requests().filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});
