import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { settled } from "../../support/virtualTime.js";
import { type Receiver, startReceiver } from "./receiver.js";
import { connectionWebhook, now, sign, signedRequest } from "./webhooks.js";

const body = connectionWebhook("connected");
const text = JSON.stringify(body);
const mebibyte = 1024 * 1024;
const longest = 256 * 1024;

async function outcome(request: Request, receiver = startReceiver()) {
  const response = await receiver.receive(request);
  return [response.status, ...receiver.reported, (await receiver.stream()).length];
}

/** A body of exactly so many bytes that says what `body` says. */
function padded(size: number): string {
  return `${text.slice(0, -1)}${" ".repeat(size - text.length)}}`;
}

/** A request whose body comes in pieces, and whose length is not told. */
function streamed(
  pull: (controller: ReadableStreamDefaultController<Uint8Array>) => Promise<void> | void,
  cancel: () => void = () => {},
) {
  const signed = signedRequest({ body: text });
  const stream = new ReadableStream<Uint8Array>({ pull, cancel }, { highWaterMark: 0 });
  const init = { method: "POST", headers: signed.headers, body: stream, duplex: "half" };
  return new Request(signed.url, init as RequestInit);
}

describe("the webhook receiver, reading a body", () => {
  it.each([
    ["white space added", text.replace(",", ", ")],
    ["its keys in another order", JSON.stringify({ ...body, eventType: undefined, type: 0 })],
    ["an escape for a letter", text.replace("Bakery", "\\u0042akery")],
    ["other line breaks", text.replace("{", "{\r\n")],
    ["a byte order mark", `\ufeff${text}`],
    ["nothing but the order changed", JSON.stringify(Object.fromEntries(Object.entries(body).reverse()))],
  ])("refuses one that was written anew with %s, and says to pass on the raw one", async (_, changed) => {
    const receiver = startReceiver();
    const headers = { "webhook-signature": sign("msg_1", now(), text) };
    expect(await outcome(signedRequest({ body: changed, headers }), receiver)).toEqual([401, "ONB-601", 0]);
    expect(receiver.errors[0]?.message).toContain("raw body");
  });

  it("refuses one whose byte order mark was taken away", async () => {
    const headers = { "webhook-signature": sign("msg_1", now(), `\ufeff${text}`) };
    expect(await outcome(signedRequest({ body: text, headers }))).toEqual([401, "ONB-601", 0]);
  });

  it("does not take a byte for the sign that stands in for bytes that are none", async () => {
    const lossy = '{"a":"\ufffd"}';
    const bytes = Uint8Array.from([...Buffer.from('{"a":"'), 0xff, ...Buffer.from('"}')]);
    const headers = { "webhook-signature": sign("msg_1", now(), lossy) };
    expect(await outcome(signedRequest({ body: bytes, headers }))).toEqual([401, "ONB-601", 0]);
    expect(await outcome(signedRequest({ body: bytes }))).toEqual([400, "ONB-603", 0]);
    expect(await outcome(signedRequest({ body: lossy }))).toEqual([200, 0]);
  });

  it.each([
    ["nothing", ""],
    ["no JSON", "hello"],
    ["null", "null"],
    ["a list", "[1]"],
    ["a number", "42"],
    ["a text", '"hello"'],
    ["two objects", "{}{}"],
    ["an object cut off", text.slice(0, -1)],
    ["a quarter of a million brackets", "[".repeat(250_000)],
    ["fifty thousand objects within each other", '{"a":'.repeat(50_000)],
    ["a byte order mark before it", `\ufeff${text}`],
    ["a lone surrogate’s bytes", Uint8Array.from([0x7b, 0xed, 0xa0, 0x80, 0x7d])],
  ])("answers 400 to a signed one that holds %s", async (_, one) => {
    expect(await outcome(signedRequest({ body: one }))).toEqual([400, "ONB-603", 0]);
  });

  it.each([
    ["none", undefined, text, 200],
    ["text/plain", "text/plain", text, 200],
    ["of a form", "application/x-www-form-urlencoded", text, 200],
    ["application/json in UTF-8", "application/json; charset=utf-8", text, 200],
    ["in UTF-16 that is none", "application/json; charset=utf-16", text, 200],
    ["text/plain", "text/plain", "hello", 415],
    ["of a form", "application/x-www-form-urlencoded", "a=b", 415],
    ["in UTF-16", "application/json; charset=utf-16", new Uint8Array(Buffer.from(text, "utf16le")), 415],
    ["application/json", "application/json", "hello", 400],
    ["none", undefined, "hello", 400],
  ])("with a content type %s (%s) goes by the signature and the JSON", async (_, type, one, status) => {
    const request = signedRequest({ body: one });
    if (type) request.headers.set("content-type", type);
    else request.headers.delete("content-type");
    expect((await outcome(request))[0]).toBe(status);
  });

  it("takes 256 KiB, and refuses a byte more before it is read", async () => {
    expect(await outcome(signedRequest({ body: padded(longest) }))).toEqual([200, 1]);
    const announced = streamed(() => expect.unreachable("nothing was to be read"));
    announced.headers.set("content-length", String(longest + 1));
    expect(await outcome(announced)).toEqual([413, "ONB-604", 0]);
    expect(await outcome(signedRequest({ body: padded(longest + 1) }))).toEqual([413, "ONB-604", 0]);
  });

  it("stops reading one that does not say how long it is, after 256 KiB", async () => {
    let sent = 0;
    let isCancelled = false;
    const request = streamed(
      (controller) => {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
      () => {
        isCancelled = true;
      },
    );
    expect(await outcome(request)).toEqual([413, "ONB-604", 0]);
    expect(sent).toBeLessThanOrEqual(longest + 2 * 65_536);
    expect(isCancelled).toBe(true);
  });

  it("puts together one that comes byte by byte", async () => {
    const bytes = new TextEncoder().encode(text);
    let at = 0;
    const request = streamed((controller) => {
      if (at === bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, ++at));
    });
    expect(await outcome(request)).toEqual([200, 1]);
  });

  it("gives one that does not end ten seconds", async () => {
    const receiver = startReceiver();
    const request = streamed(async (controller) => {
      await new Promise<void>((resolve) => receiver.time.timers.setTimeout(resolve, 1000));
      controller.enqueue(new Uint8Array(1));
    });
    let status: number | undefined;
    const answered = receiver.receive(request).then((response) => {
      status = response.status;
    });
    await receiver.time.advance(9_999);
    expect(status).toBeUndefined();
    await receiver.time.advance(1);
    await answered;
    expect([status, ...receiver.reported]).toEqual([408, "ONB-604"]);
  });

  it("lets bodies that nobody has signed take 16 MiB at once: the longest make room, and a webhook comes in", async () => {
    const receiver = startReceiver();
    const statuses: number[] = [];
    let held = 0;
    for (let sender = 0; sender < 300; sender++) {
      let sent = 0;
      const request = streamed(
        async (controller) => {
          if (sent > longest - 2 * 65_536) await new Promise(() => {});
          sent += 65_536;
          held += 65_536;
          controller.enqueue(new Uint8Array(65_536));
        },
        () => {
          held -= sent;
        },
      );
      void receiver.receive(request).then(({ status }) => statuses.push(status));
      await settled();
      expect(held).toBeLessThanOrEqual(16 * mebibyte);
    }
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(receiver.reported).toEqual(["ONB-604"]);
    expect(await outcome(signedRequest({ body: text }), receiver)).toEqual([200, "ONB-604", 1]);
    await receiver.time.advance(10_000);
    expect(statuses).toHaveLength(300);
  });

  it("counts no body that has ended", async () => {
    const receiver = startReceiver();
    const headers = { "webhook-signature": sign("msg_1", now(), "another body") };
    for (let times = 0; times < 200; times++) {
      const wrong = signedRequest({ body: padded(mebibyte / 8), headers });
      expect((await receiver.receive(wrong)).status).toBe(401);
    }
    expect((await receiver.receive(signedRequest({ body: padded(longest) }))).status).toBe(200);
  });

  it("answers 400 to one that breaks off", async () => {
    const request = streamed((controller) => controller.error(new Error("reset")));
    expect(await outcome(request)).toEqual([400, 0]);
  });

  it.each([
    ["was read", async (request: Request) => void (await request.text())],
    ["is being read", async (request: Request) => void request.body?.getReader()],
    ["was thrown away", async (request: Request) => void (await request.body?.cancel())],
  ])(
    "answers 500 to one that %s before, so that Codat sends it again, and says what to do",
    async (_, use) => {
      const receiver = startReceiver();
      const request = signedRequest({ body });
      await use(request);
      expect(await outcome(request, receiver)).toEqual([500, "ONB-507", 0]);
      expect(receiver.errors[0]?.message).toContain("before body parsers such as express.json()");
    },
  );

  it("knows a body that was read by its length, which stays", async () => {
    const request = signedRequest({ body: "", headers: { "content-length": String(text.length) } });
    expect(await outcome(request)).toEqual([500, "ONB-507", 0]);
  });

  it.each(["GET", "HEAD", "OPTIONS", "DELETE", "PATCH"])("answers 405 to %s", async (method) => {
    const response = await startReceiver().receive(new Request("https://lender.example/", { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST, PUT"]);
  });
});

describe("the webhook receiver behind a socket", () => {
  const servers: Server[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function serve(
    receiver: Receiver,
    before?: (message: import("node:http").IncomingMessage) => Promise<void>,
  ) {
    const handler = toNodeHandler({ fetch: (request) => receiver.receive(request) });
    const server = createServer(async (message, reply) => {
      await before?.(message);
      handler(message, reply);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return (server.address() as AddressInfo).port;
  }

  const head = (size: number | "chunked", at = now()) =>
    [
      "POST /api/codat/webhooks HTTP/1.1",
      "host: 127.0.0.1",
      "webhook-id: msg_1",
      `webhook-timestamp: ${at}`,
      `webhook-signature: ${sign("msg_1", at, text)}`,
      size === "chunked" ? "transfer-encoding: chunked" : `content-length: ${size}`,
      "",
      "",
    ].join("\r\n");

  /** Writes until it has all been taken, or an answer has come; gives the answer's first line. */
  function talk(port: number, write: (send: (chunk: string | Buffer) => Promise<void>) => Promise<void>) {
    return new Promise<string>((resolve) => {
      let answer = "";
      const socket = connect(port, "127.0.0.1");
      socket.on("data", (chunk) => {
        answer += chunk;
        if (answer.includes("\r\n\r\n")) socket.destroy();
      });
      socket.on("error", () => undefined);
      socket.on("close", () => resolve(answer.split("\r\n")[0] ?? ""));
      const send = (chunk: string | Buffer) =>
        new Promise<void>((sent) => {
          if (socket.destroyed) return sent();
          if (socket.write(chunk)) return sent();
          socket.once("drain", sent);
          socket.once("close", sent);
        });
      void write(send);
    });
  }

  it("takes what comes in one piece and in many", async () => {
    const receiver = startReceiver();
    const port = await serve(receiver);
    expect(await talk(port, (send) => send(head(text.length) + text))).toMatch(/ 200 /);
    const again = await talk(port, async (send) => {
      await send(head("chunked"));
      for (const letter of text) await send(`1\r\n${letter}\r\n`);
      await send("0\r\n\r\n");
    });
    expect(again).toMatch(/ 200 /);
    expect(await receiver.stream()).toHaveLength(1);
  });

  it("cuts off 100 MB in chunks with little memory", async () => {
    const port = await serve(startReceiver());
    const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536), Buffer.from("\r\n")]);
    const before = process.memoryUsage();
    let sent = 0;
    let most = 0;
    const answer = await talk(port, async (send) => {
      await send(head("chunked"));
      for (; sent < 100 * mebibyte; sent += 65_536) {
        await send(chunk);
        const { external, arrayBuffers } = process.memoryUsage();
        most = Math.max(most, external + arrayBuffers - before.external - before.arrayBuffers);
      }
    });
    expect(answer).toMatch(/ 413 /);
    expect(most).toBeLessThan(32 * mebibyte);
  });

  it("ends a body that comes a byte a second after ten seconds", async () => {
    const receiver = startReceiver();
    const port = await serve(receiver);
    const answer = talk(port, async (send) => {
      await send(head(text.length));
      for (const letter of text.slice(0, 12)) {
        await send(letter);
        // The socket is real and the clock is not: the byte is on its way before a second is over.
        await new Promise((resolve) => setTimeout(resolve, 5));
        await receiver.time.advance(1000);
      }
    });
    expect(await answer).toMatch(/ 408 /);
    expect(receiver.reported).toEqual(["ONB-604"]);
  });

  it("says 500 where a body parser came first", async () => {
    const receiver = startReceiver();
    const port = await serve(receiver, async (message) => {
      for await (const _ of message);
    });
    expect(await talk(port, (send) => send(head(text.length) + text))).toMatch(/ 500 /);
    expect(receiver.reported).toEqual(["ONB-507"]);
  });
});
