import type { IncomingMessage } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { type NodeServer, serve } from "../../support/nodeServer.js";
import { type CompanionTest, companionTest, webhookSecret } from "../companionTest.js";

/** What body parsers leave of a request: they read all of it, and keep this. */
const parsers = {
  "express.json()": (bytes: Buffer) => ({ body: bytes.length > 0 ? JSON.parse(bytes.toString()) : {} }),
  "express.json({ verify }) with rawBody": (bytes: Buffer) => ({
    rawBody: bytes,
    body: JSON.parse(bytes.toString()),
  }),
  "Nest's rawBody: true": (bytes: Buffer) => ({ rawBody: bytes, body: JSON.parse(bytes.toString()) }),
  "rawBody as a text": (bytes: Buffer) => ({ rawBody: bytes.toString(), body: JSON.parse(bytes.toString()) }),
  'Fastify\'s parseAs: "buffer", express.raw()': (bytes: Buffer) => ({ body: bytes }),
  "express.text()": (bytes: Buffer) => ({ body: bytes.toString() }),
  "a parser that keeps nothing": () => ({}),
};
type Parser = keyof typeof parsers;
const all = Object.keys(parsers) as Parser[];
const fieldsKept = all.filter((name) => name !== "a parser that keeps nothing");
const bytesKept = fieldsKept.filter((name) => name !== "express.json()");

let companion: CompanionTest;
let node: NodeServer;
let parser: Parser;

beforeEach(async () => {
  companion = companionTest({
    codat: { webhooks: { url: "https://lender.example/webhooks", secret: webhookSecret, fetch: deliver } },
    invites: { secret: "x".repeat(40), publicUrl: "https://lender.example" },
  });
  companion.fake.webhooks.hold();
  await companion.ask("POST /company");
  const handler = toNodeHandler(companion.server);
  node = await serve(async (message: IncomingMessage, reply) => {
    Object.assign(message, parsers[parser](Buffer.concat(await message.toArray())));
    handler(message, reply);
  });
});

afterEach(() => node.close());

/** Brings a webhook to the server behind the parser. */
async function deliver(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const { headers, body } = new Request(input, init);
  return fetch(`${node.url}/api/codat/webhooks`, {
    method: "POST",
    headers,
    body: await new Response(body).text(),
  });
}

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${node.url}/api/codat${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      cookie: "customer=acme",
      "sec-fetch-site": "same-origin",
    },
    body: JSON.stringify(body),
  });
}

describe("a companion behind a body parser", () => {
  it.each(fieldsKept)("answers its JSON routes: %s", async (name) => {
    parser = name;
    const invite = await post("/invites", { sourceType: "accounting", prepared: true });
    expect([invite.status, await invite.json()]).toMatchObject([200, { sourceType: "accounting" }]);
    expect((await post("/connections", { platformKey: "gbol" })).status).toBe(201);
    expect((await post("/connections", { platformKey: "../../x" })).status).toBe(400);
    expect((await post("/connections", ["gbol"])).status).toBe(400);
    expect(companion.errors).toEqual([]);
  });

  it.each(bytesKept)("takes Codat's webhooks, verified over the bytes as they came: %s", async (name) => {
    parser = name;
    const { fake, errors } = companion;
    fake.connect(fake.companies()[0]?.id ?? "");
    await fake.webhooks.release();
    expect(fake.webhooks.deliveries().map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(errors).toEqual([]);
  });

  it.each(["express.json()", "a parser that keeps nothing"] as const)(
    "says what to do where the bytes are gone: %s",
    async (name) => {
      parser = name;
      const { fake, errors } = companion;
      fake.connect(fake.companies()[0]?.id ?? "");
      await fake.webhooks.release();
      expect(
        fake.webhooks
          .deliveries()
          .slice(1)
          .map(({ status }) => status),
      ).toEqual([500, 500]);
      expect(errors[0]).toMatchObject({
        code: "ONB-507",
        message: expect.stringMatching(/before body parsers such as express\.json\(\), or keep .* rawBody/),
      });
    },
  );

  it("says so too where the fields are gone", async () => {
    parser = "a parser that keeps nothing";
    expect((await post("/invites", { sourceType: "accounting" })).status).toBe(500);
    expect(companion.errors).toMatchObject([{ code: "ONB-507" }]);
  });
});
