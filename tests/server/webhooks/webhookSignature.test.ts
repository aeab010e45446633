import { createPublicKey, generateKeyPairSync, sign as signWith } from "node:crypto";
import { describe, expect, it } from "vitest";
import { startReceiver } from "./receiver.js";
import { connectionWebhook, now, otherSecret, secret, sign, signedRequest } from "./webhooks.js";

const body = connectionWebhook("connected");
const text = JSON.stringify(body);
const good = sign("msg_1", now(), text);
const bad = `v1,${Buffer.alloc(32, 1).toString("base64")}`;

/** A receiver and one request to it; what it answered, and what it reported. */
async function outcome(request: Request, options: Parameters<typeof startReceiver>[0] = {}) {
  const receiver = startReceiver(options);
  const response = await receiver.receive(request);
  return [response.status, ...receiver.reported, (await receiver.stream()).length];
}

const accepted = [200, 1];
const unsigned = [401, "ONB-601", 0];
const untimely = [401, "ONB-602", 0];
const malformed = [400, "ONB-603", 0];

describe("the webhook receiver", () => {
  it("agrees with the vector that all nine libraries share", async () => {
    const request = signedRequest({
      body: '{"test": 2432232314}',
      headers: {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      },
    });
    const published = {
      secrets: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      now: () => new Date(1614265330_000),
    };
    // The event is not one of Codat's, and of no consequence: it is signed, and that is all.
    expect(await outcome(request.clone(), published)).toEqual([200, 0]);
    expect(await outcome(request.clone())).toEqual(unsigned);
  });

  it("accepts what Codat signed, under both names of its headers and as PUT", async () => {
    expect(await outcome(signedRequest({ body }))).toEqual(accepted);
    expect(await outcome(signedRequest({ body, prefix: "svix" }))).toEqual(accepted);
    expect(await outcome(signedRequest({ body, method: "PUT" }))).toEqual(accepted);
  });

  it.each([
    ["another secret", { secret: otherSecret }],
    ["another body", { headers: { "webhook-signature": sign("msg_1", now(), `${text} `) } }],
    ["another id", { headers: { "webhook-id": "msg_2" } }],
    ["another time", { headers: { "webhook-timestamp": String(now() - 1) } }],
  ])("refuses what was signed with %s", async (_, change) => {
    expect(await outcome(signedRequest({ body, ...change }))).toEqual(unsigned);
  });

  it("refuses every single bit that is changed in the body or the signature", async () => {
    const bytes = new TextEncoder().encode('{"id":1}');
    const signature = sign("msg_1", now(), bytes);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const request = signedRequest({ body: changed, headers: { "webhook-signature": signature } });
      expect(await outcome(request), `bit ${bit}`).toEqual(unsigned);
    }
    const digest = Buffer.from(signature.slice(3), "base64");
    for (let bit = 0; bit < 256; bit++) {
      const changed = Buffer.from(digest);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const headers = { "webhook-signature": `v1,${changed.toString("base64")}` };
      expect(await outcome(signedRequest({ body: bytes, headers })), `bit ${bit}`).toEqual(unsigned);
    }
  });

  it.each([
    [-301, untimely],
    [-300, accepted],
    [0, accepted],
    [300, accepted],
    [301, untimely],
    [-86_400, untimely],
  ])("at %i seconds from now answers %j", async (seconds, expected) => {
    expect(await outcome(signedRequest({ body, at: now() + seconds }))).toEqual(expected);
  });

  it("speaks of the clock only where the signature is right: a forger cannot cause that alarm", async () => {
    const old = signedRequest({ body, at: now() - 600, secret: otherSecret });
    expect(await outcome(old)).toEqual(unsigned);
    const skewed = { now: () => new Date((now() + 600) * 1000) };
    expect(await outcome(signedRequest({ body }), skewed)).toEqual(untimely);
  });

  it.each([
    "",
    "abc",
    "1.5",
    `${now()}.0`,
    `${now()}abc`,
    `0x${now().toString(16)}`,
    "1e9",
    "-1",
    `-${now()}`,
    `+${now()}`,
    `0${now()}`,
    "9".repeat(13),
    "9".repeat(400),
    "NaN",
    "Infinity",
    "1,2",
    `${now()}, ${now()}`,
    "١٧٦٣",
  ])("refuses the timestamp “%s” though it was signed", async (at) => {
    const headers = { "webhook-timestamp": Buffer.from(at).toString("latin1") };
    expect(await outcome(signedRequest({ body, at, headers }))).toEqual(malformed);
  });

  it.each([
    ["one that does not match, then the good one", `${bad} ${good}`, accepted],
    ["the good one, then one that does not match", `${good} ${bad}`, accepted],
    ["an unknown version first", `v2,x ${good}`, accepted],
    ["an Ed25519 one first", `v1a,${Buffer.alloc(64).toString("base64")} ${good}`, accepted],
    ["a header that came twice", `v1,a, ${good}`, accepted],
    ["a header that came twice, good one first", `${good}, v1,a`, accepted],
    ["two spaces between", `${bad}  ${good}`, accepted],
    ["an empty one first", `v1, ${good}`, accepted],
    ["ten, the last one good", `${`${bad} `.repeat(9)}${good}`, accepted],
    ["eleven, the last one good", `${`${bad} `.repeat(10)}${good}`, malformed],
    ["a thousand", `${`${bad} `.repeat(999)}${good}`, malformed],
    ["a hundred thousand short ones", `${"v1,x ".repeat(99_999)}${good}`, malformed],
    ["none", "", malformed],
    ["a version alone", "v1", unsigned],
    ["a version and a comma", "v1,", unsigned],
    ["no version", good.replace("v1", ""), unsigned],
    ["no version and no comma", good.slice(3), unsigned],
    ["another version", good.replace("v1", "v2"), unsigned],
    ["an upper-case version", good.replace("v1", "V1"), unsigned],
    ["two commas", good.replace(",", ",,"), unsigned],
    ["no padding", good.replace("=", ""), unsigned],
    ["padding twice", `${good}=`, unsigned],
    ["something after it", `${good},extra`, unsigned],
    ["half of it", good.slice(0, 24), unsigned],
    ["hexadecimal", `v1,${Buffer.from(good.slice(3), "base64").toString("hex")}`, unsigned],
    ["a tab before it", `v1\t${good}`, unsigned],
  ])("given %s", async (_, list, expected) => {
    const request = signedRequest({ body, headers: { "webhook-signature": list } });
    expect(await outcome(request)).toEqual(expected);
  });

  it("takes base64 in its one strict form only", async () => {
    // Found by trying: a signature with signs that url-safe base64 writes otherwise, and spare bits at its end.
    const id = Array.from({ length: 200 }, (_, n) => `msg_${n}`).find((one) =>
      /\+.*\//.test(sign(one, now(), text)),
    );
    const signature = sign(id ?? "", now(), text);
    const outcomeOf = (one: string) =>
      outcome(signedRequest({ body, id, headers: { "webhook-signature": one } }));
    expect(await outcomeOf(signature)).toEqual(accepted);
    expect(await outcomeOf(signature.replaceAll("+", "-").replaceAll("/", "_"))).toEqual(unsigned);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const last = alphabet.indexOf(signature.at(-2) ?? "");
    for (const spare of [1, 2, 3]) {
      const other = `${signature.slice(0, -2)}${alphabet[last + spare]}=`;
      expect(Buffer.from(other.slice(3), "base64")).toEqual(Buffer.from(signature.slice(3), "base64"));
      expect(await outcomeOf(other)).toEqual(unsigned);
    }
  });

  it("refuses an Ed25519 signature alone: there is no public key to try it with", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const signature = signWith(null, Buffer.from(`msg_1.${now()}.${text}`), privateKey);
    expect(createPublicKey(privateKey).asymmetricKeyType).toBe("ed25519");
    const headers = { "webhook-signature": `v1a,${signature.toString("base64")}` };
    expect(await outcome(signedRequest({ body, headers }))).toEqual(unsigned);
  });

  it.each([
    ["signed with the old one", `${sign("msg_1", now(), text, secret)}`],
    ["signed with the new one", `${sign("msg_1", now(), text, otherSecret)}`],
    ["signed with both", `${sign("msg_1", now(), text, otherSecret)} ${good}`],
  ])("while secrets are rotated takes what was %s", async (_, list) => {
    const request = () => signedRequest({ body, headers: { "webhook-signature": list } });
    expect(await outcome(request(), { secrets: [secret, otherSecret] })).toEqual(accepted);
    expect(await outcome(request(), { secrets: [otherSecret, secret] })).toEqual(accepted);
  });

  it("refuses what was signed with a secret that is gone", async () => {
    expect(await outcome(signedRequest({ body }), { secrets: otherSecret })).toEqual(unsigned);
  });

  it.each(["webhook-id", "webhook-timestamp", "webhook-signature"])(
    "refuses a request without %s",
    async (name) => {
      const request = signedRequest({ body });
      request.headers.delete(name);
      expect(await outcome(request)).toEqual(malformed);
    },
  );

  it("takes either set of headers whole, and never mixes them", async () => {
    const both = (webhook: Record<string, string>, svix: Record<string, string>) => {
      const request = new Request("https://lender.example/", { method: "POST", body: text });
      for (const [prefix, set] of Object.entries({ webhook, svix }))
        for (const [name, value] of Object.entries(set)) request.headers.set(`${prefix}-${name}`, value);
      return outcome(request);
    };
    const id = "msg_1";
    const timestamp = String(now());
    expect(await both({ id, timestamp, signature: good }, {})).toEqual(accepted);
    expect(await both({}, { id, timestamp, signature: good })).toEqual(accepted);
    expect(await both({ id, timestamp, signature: bad }, { id, timestamp, signature: good })).toEqual(
      accepted,
    );
    expect(await both({ id, timestamp, signature: good }, { id, timestamp, signature: bad })).toEqual(
      accepted,
    );
    expect(await both({ id, timestamp: "x", signature: bad }, { id, timestamp, signature: good })).toEqual(
      accepted,
    );
    expect(await both({ id, timestamp }, { signature: good })).toEqual(malformed);
    expect(await both({ id }, { timestamp, signature: good })).toEqual(malformed);
    expect(await both({ id: "msg_2", timestamp, signature: good }, { id })).toEqual(unsigned);
    expect(await both({ id, timestamp, signature: bad }, { id, timestamp: "1", signature: good })).toEqual(
      unsigned,
    );
  });

  it("does not mind how the names of headers are written", async () => {
    const signature = sign("msg_1", now(), text);
    const headers = {
      "Webhook-ID": "msg_1",
      "WEBHOOK-TIMESTAMP": String(now()),
      "webHook-Signature": signature,
    };
    const request = new Request("https://lender.example/", { method: "POST", body: text, headers });
    expect(await outcome(request)).toEqual(accepted);
  });

  it.each([
    ["a space within", "msg 1"],
    ["257 characters", "m".repeat(257)],
    ["characters beyond ASCII", "msg_é"],
  ])("refuses an id of %s: it becomes a key", async (_, id) => {
    const request = signedRequest({ body });
    request.headers.set("webhook-id", id);
    request.headers.set("webhook-signature", sign(id, now(), text));
    expect(await outcome(request)).toEqual(malformed);
  });

  it("answers all that it refuses alike, and says no reason", async () => {
    const bodies = new Set<string>();
    for (const request of [
      signedRequest({ body, secret: otherSecret }),
      signedRequest({ body, at: now() - 301 }),
      signedRequest({ body, headers: { "webhook-signature": "v1" } }),
    ]) {
      const response = await startReceiver().receive(request);
      expect(response.headers.get("cache-control")).toBe("no-store");
      bodies.add(`${response.status} ${await response.text()}`);
    }
    expect([...bodies]).toEqual(['401 {"error":"unauthorized"}']);
  });

  it("never tells the secret, the signature or the body in what it reports", async () => {
    const receiver = startReceiver({ secrets: [secret, otherSecret] });
    for (const request of [
      signedRequest({ body: `${text} `, headers: { "webhook-signature": good } }),
      signedRequest({ body, at: now() - 301 }),
      signedRequest({ body: "[1]" }),
      signedRequest({ body: { ...body, payload: {} } }),
      signedRequest({ body: "", headers: { "content-length": "5" } }),
    ])
      await receiver.receive(request);
    expect(receiver.reported).toEqual(["ONB-601", "ONB-602", "ONB-603", "ONB-603", "ONB-507"]);
    const told = receiver.errors.map(({ message }) => message).join();
    for (const hidden of [
      secret.slice(6),
      otherSecret.slice(6),
      good.slice(3),
      "msg_1",
      "Bakery",
      "link-api",
    ])
      expect(told).not.toContain(hidden);
  });
});

it("reports a flood of refused or ignored webhooks as the first of each kind and one count a minute", async () => {
  const receiver = startReceiver();
  for (let times = 0; times < 200; times++) {
    const wrong = signedRequest({ body, headers: { "webhook-signature": bad } });
    expect((await receiver.receive(wrong)).status).toBe(401);
    const unsigned = new Request("https://lender.example/api/codat/webhooks", { method: "POST", body: text });
    expect((await receiver.receive(unsigned)).status).toBe(400);
    expect((await receiver.receive(signedRequest({ body: "[1]" }))).status).toBe(400);
    const incomplete = signedRequest({ body: { ...body, payload: {} } });
    expect((await receiver.receive(incomplete)).status).toBe(200);
  }
  const firsts = ["ONB-601", "ONB-603", "ONB-603", "ONB-603"];
  expect(receiver.reported).toEqual(firsts);
  await receiver.time.advance(60_000);
  expect(receiver.reported).toEqual([...firsts, ...firsts.map(() => "ONB-521")]);
  expect(receiver.errors.slice(4).map(({ message }) => message)).toEqual(
    firsts.map((code) => expect.stringMatching(new RegExp(`^199 more .* with ${code}\\.`))),
  );
});
