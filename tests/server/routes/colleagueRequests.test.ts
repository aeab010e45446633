import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { origin } from "../companionTest.js";
import { type ColleagueTest, colleagueTest } from "./colleagueTest.js";

let test: ColleagueTest;
let path: string;
let token: string;

beforeEach(async () => {
  test = colleagueTest();
  ({ path } = await test.invite());
  token = path.split("/").at(-1) ?? "";
  test.writes.length = 0;
});

describe("an odd address", () => {
  const long = "x".repeat(100_000);

  it.each<[string, () => string, number]>([
    ["with a slash at its end", () => `${path}/`, 200],
    ["with two at its end", () => `${path}//`, 200],
    ["with two at its beginning", () => `${origin}/${path}`, 200],
    ["with two in the middle", () => `/connect//${token}`, 200],
    ["in capitals", () => `/CONNECT/${token}`, 200],
    ["all in capitals, of which the token's count", () => path.toUpperCase(), 404],
    [
      "with a letter of the token encoded",
      () => `/connect/%${token.charCodeAt(0).toString(16)}${token.slice(1)}`,
      200,
    ],
    ["with the slash encoded", () => `/connect%2f${token}`, 200],
    ["with both slashes encoded", () => `/%2FConnect%2F${token}`, 200],
    ["that goes up and down again", () => `/connect/x/../${token}`, 200],
    ["with a tail", () => `${path}/decline/x`, 200],
    ["below which nothing is", () => "/connect/x/y/z", 404],
    ...[
      ".",
      ",",
      ">",
      ")",
      '"',
      "=",
      "*",
      "_",
      "!",
      "’",
      "…",
      "%20",
      "%0D%0A",
      "%C2%A0",
      "%E2%80%8B",
      "%E2%80",
    ].map((tail): [string, () => string, number] => [`with ${tail} behind it`, () => path + tail, 200]),
    ["with parameters for a tracker", () => `${path}&utm_source=x`, 200],
    ["with parameters encoded", () => `${path}%3Futm_source=x`, 200],
    ["in brackets", () => `/connect/(${token})`, 200],
    ["in quotes that are encoded", () => `/connect/%22${token}%22`, 200],
    ["with a semicolon", () => `${path};jsessionid=1`, 200],
    ["with a hundred thousand characters", () => `/connect/${long}`, 404],
    ["with a hundred thousand slashes", () => `/connect${"/".repeat(100_000)}x`, 404],
    ["with a long query", () => `${path}?lang=${long}&${long}`, 200],
    ["with a language that is none", () => `${path}?lang=%00&lang=../../etc&lang=__proto__`, 200],
    ["with a query that breaks a line", () => `${path}?lang=de%0d%0aset-cookie:%20a=b`, 200],
  ])("%s is shown or not, and changes nothing", async (_, address, status) => {
    const requests = test.fake.requests().length;
    for (const method of ["GET", "HEAD"]) {
      const response = await test.open(address(), { method });
      expect([response.status, response.headers.get("set-cookie")]).toEqual([status, null]);
    }
    const body = await (await test.open(address())).text();
    expect(body).not.toMatch(/xxxxx|\.\.\/|__proto__|cookie/);
    expect([test.fake.requests().length, test.writes]).toEqual([requests, []]);
  });

  it("with any language whatever is quickly shown in one that there is", async () => {
    for (const accept of ["x,".repeat(5_000), "de;q=".repeat(2_000), "*", ";;;,,,", "fr;q=1.1.1, \u00e9"]) {
      const response = await test.open(path, { headers: { "accept-language": accept } });
      expect(await response.text()).toContain('<html lang="en-GB"');
    }
  });
});

describe("an odd method", () => {
  it.each(["OPTIONS", "PUT", "PATCH", "DELETE"])("%s is none that the page has", async (method) => {
    for (const address of [path, `${path}/decline`]) {
      const preflight = { origin: "https://evil.example", "access-control-request-method": "POST" };
      const response = await test.open(address, { method, headers: preflight });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, POST"]);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(test.writes).toEqual([]);
  });

  it("on a path of the customer's own routes is denied before anybody is asked", async () => {
    for (const route of ["PUT /invites", "PATCH /invites/x", "GET /invites/x", "HEAD /invites/x"]) {
      expect((await test.ask(route)).status).toBe(405);
    }
  });
});

describe("served by node:http, mounted twice as Express does it", () => {
  const server = createServer();

  afterEach(() => new Promise<void>((done) => void server.close(() => done())));

  it("works behind a proxy that changes the address, whatever comes in the body", async () => {
    const handle = toNodeHandler(test.server);
    server.on("request", (message, reply) => {
      // `app.use(["/api/codat", "/connect"], handler)` takes away what it is mounted at.
      const rest = message.url?.replace(/^\/(api\/codat|connect)/, "") || "/";
      Object.assign(message, { originalUrl: message.url, url: rest });
      handle(message, reply);
    });
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
    const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = await (await fetch(local + path)).text();
    const style = /href="(\/connect\/style-[^"]+)"/.exec(page)?.[1] ?? "";
    expect((await fetch(local + style)).headers.get("content-type")).toContain("text/css");
    expect((await fetch(`${local}/${path}.`)).status).toBe(200);
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
    const post = (from: string) =>
      fetch(local + action, {
        method: "POST",
        redirect: "manual",
        headers: { origin: from, "content-type": "application/x-www-form-urlencoded" },
        body: `go=${"x".repeat(200_000)}`,
      });
    expect((await post("https://evil.example")).status).toBe(403);
    const pressed = await post(origin);
    expect([pressed.status, pressed.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("127.0.0.1:4310/company/"),
    ]);
  });
});
