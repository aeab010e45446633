import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { connect as connectHttp2, createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createEventBody, type EventBody } from "../../../src/server/events/eventBody.js";
import { parsedBodyOf } from "../../../src/server/http/parsedBody.js";
import { headOf } from "../../../src/server/http/servedRequest.js";
import { type NodeHandlerOptions, toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { type NodeServer, serve } from "../../support/nodeServer.js";

const running: NodeServer[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

/** Serves a companion that answers so, and keeps what it was asked. */
async function served(
  answer: (request: Request) => Response | Promise<Response>,
  {
    before,
    ...options
  }: NodeHandlerOptions & { before?: (message: IncomingMessage) => Promise<void> | void } = {},
) {
  const requests: Request[] = [];
  const handler = toNodeHandler(
    {
      async fetch(request) {
        requests.push(request);
        return answer(request);
      },
    },
    options,
  );
  const listener: RequestListener = async (message, reply) => {
    await before?.(message);
    handler(message, reply);
  };
  const node = await serve(listener);
  running.push(node);
  return { ...node, requests };
}

const ok = () => new Response("ok");
const get = (target: string, ...headers: string[]) =>
  `GET ${target} HTTP/1.1\r\n${["connection: close", ...headers].join("\r\n")}\r\n\r\n`;

describe("a request of node:http", () => {
  it.each([
    ["/api/codat/company?x=%2F", ["host: lender.test"], "http://lender.test/api/codat/company?x=%2F"],
    ["//evil.test/api", ["host: lender.test:8080"], "http://lender.test:8080//evil.test/api"],
    ["/a/%2e%2e%2fb", ["host: [::1]:4310"], "http://[::1]:4310/a/%2e%2e%2fb"],
    ["http://whole.test/api?x=1", ["host: lender.test"], "http://whole.test/api?x=1"],
    [
      "/api",
      ["host: lender.test", "x-forwarded-proto: https", "x-forwarded-host: evil.test"],
      "http://lender.test/api",
    ],
  ])("to %s has the address of its own host", async (target, headers, url) => {
    const { raw, requests } = await served(ok);
    await raw(get(target, ...headers));
    expect(requests.map((request) => request.url)).toEqual([url]);
  });

  it.each([
    ["x-forwarded-proto: https", "https://lender.test/api"],
    ["x-forwarded-proto: https, http", "https://lender.test/api"],
    ["x-forwarded-host: app.test", "http://app.test/api"],
    ["x-other: 1", "http://lender.test/api"],
  ])("has the address that a trusted proxy says: %s", async (header, url) => {
    const { raw, requests } = await served(ok, { trustProxy: true });
    await raw(get("/api", "host: lender.test", header));
    expect(requests.map((request) => request.url)).toEqual([url]);
  });

  it.each([
    get("/api", "host: a b"),
    get("/api", "host: evil.test/path?"),
    get("/api", "host: user@evil.test"),
    get("/api", "host:"),
    "OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    get("javascript:alert(1)", "host: a"),
    "TRACE / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
  ])("that has no address or is none of ours is answered with 400 and no words: %j", async (text) => {
    const { raw, requests } = await served(ok);
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer.split("\r\n\r\n")[1]).toBe("");
    expect(requests).toEqual([]);
  });

  it("of HTTP/1.0 needs no host, and is answered without chunks", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("one "));
        controller.enqueue(new TextEncoder().encode("two"));
        controller.close();
      },
    });
    const { raw, requests } = await served(() => new Response(body));
    const answer = await raw("GET /api HTTP/1.0\r\n\r\n");
    expect(requests[0]?.url).toBe("http://localhost/api");
    expect(answer.split("\r\n\r\n")[1]).toBe("one two");
  });

  it("keeps its headers, each once, many as one", async () => {
    const { raw, requests } = await served(ok);
    await raw(
      get(
        "/",
        "host: a",
        "X-One: 1",
        "x-two: a",
        "X-Two: b",
        "cookie: a=1",
        "cookie: b=2",
        "x-latin: \u00e9",
      ),
    );
    const headers = requests[0]?.headers;
    expect(["x-one", "x-two", "cookie", "x-latin"].map((name) => headers?.get(name))).toEqual([
      "1",
      "a, b",
      "a=1; b=2",
      "Ã©",
    ]);
  });

  it("has the whole path where Express has mounted the handler", async () => {
    const { url, requests } = await served(ok, {
      before: (message) => {
        Object.assign(message, { originalUrl: message.url, url: "/company" });
      },
    });
    await fetch(`${url}/api/codat/company`);
    expect(new URL(requests[0]?.url ?? "").pathname).toBe("/api/codat/company");
  });

  it("has its body byte for byte, and as it comes", async () => {
    const { url } = await served(async (request) => new Response(await request.arrayBuffer()));
    const bytes = new Uint8Array(300_000).map((_, index) => (index * 7) % 256);
    for (const method of ["POST", "PUT", "DELETE"]) {
      const response = await fetch(url, { method, body: bytes });
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    }
    expect(await (await fetch(url, { method: "POST" })).text()).toBe("");
  });

  it("whose body was parsed before says that it was used; one that was kept raw has it", async () => {
    const { url } = await served(
      async (request) => new Response(request.bodyUsed ? "used" : await request.text()),
      {
        async before(message) {
          if (message.url === "/unread") return;
          const chunks = await message.toArray();
          if (message.url === "/raw") Object.assign(message, { body: Buffer.concat(chunks) });
          else Object.assign(message, { body: JSON.parse(Buffer.concat(chunks).toString()) });
        },
      },
    );
    const answers = [];
    for (const path of ["/parsed", "/raw", "/unread"]) {
      answers.push(await (await fetch(url + path, { method: "POST", body: '{"a":1}' })).text());
    }
    expect(answers).toEqual(["used", '{"a":1}', '{"a":1}']);
  });

  it.each([
    [
      "a Buffer in rawBody, as Nest and express.json's verify keep it",
      (bytes: Buffer) => ({ rawBody: bytes, body: {} }),
    ],
    ["a text in rawBody", (bytes: Buffer) => ({ rawBody: bytes.toString(), body: {} })],
    ["bytes in rawBody", (bytes: Buffer) => ({ rawBody: new Uint8Array(bytes), body: {} })],
    ["a Buffer in body, as express.raw and Fastify's parseAs make it", (bytes: Buffer) => ({ body: bytes })],
    ["a text in body, as express.text makes it", (bytes: Buffer) => ({ body: bytes.toString() })],
  ])("that a body parser has read has its bytes from %s", async (_, keep) => {
    const { url } = await served(async (request) => new Response(await request.arrayBuffer()), {
      async before(message) {
        Object.assign(message, keep(Buffer.concat(await message.toArray())));
      },
    });
    const sent = '{ "a": "é 😀",\r\n"b":1}';
    expect(await (await fetch(url, { method: "POST", body: sent })).text()).toBe(sent);
  });

  it("that a body parser has read and not kept has its fields alone, and no bytes that anybody could verify", async () => {
    const seen: unknown[] = [];
    const { url } = await served(
      (request) => {
        seen.push(request.bodyUsed, parsedBodyOf(request));
        return ok();
      },
      {
        async before(message) {
          Object.assign(message, { body: JSON.parse(Buffer.concat(await message.toArray()).toString()) });
        },
      },
    );
    await fetch(url, { method: "POST", body: '{"a":1}' });
    expect(seen).toEqual([true, { a: 1 }]);
  });

  it("can be made again as it was, whatever a framework does to its path, without a body", async () => {
    let message: IncomingMessage | undefined;
    const before = (one: IncomingMessage) => {
      message = one;
    };
    const { raw, requests } = await served(ok, { before });
    await raw(get("/api/events?a=1", "host: lender.test", "cookie: s=1", "x-many: 1", "x-many: 2"));
    if (message) message.url = "/";
    const [request] = requests;
    const again = request && headOf(request).again();
    expect(again).not.toBe(request);
    expect([again?.url, again?.body]).toEqual(["http://lender.test/api/events?a=1", null]);
    expect([...(again?.headers ?? [])]).toEqual([...(request?.headers ?? [])]);
    expect(again?.headers.get("x-many")).toBe("1, 2");
  });

  it("that breaks off aborts its signal and its body", async () => {
    let begin = (_: Request) => {};
    const began = new Promise<Request>((resolve) => {
      begin = resolve;
    });
    let told = (_: string) => {};
    const ended = new Promise<string>((resolve) => {
      told = resolve;
    });
    const { socket } = await served(async (request) => {
      begin(request);
      await request.arrayBuffer().then(
        () => told("whole"),
        () => told("broken"),
      );
      return ok();
    });
    const one = await socket();
    one.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf");
    const { signal } = await began;
    const aborted = new Promise((resolve) => signal.addEventListener("abort", () => resolve("aborted")));
    one.destroy();
    expect(await Promise.all([ended, aborted])).toEqual(["broken", "aborted"]);
  });

  it("that breaks off while it is answered aborts its signal", async () => {
    let began = () => {};
    const beginning = new Promise<void>((resolve) => {
      began = resolve;
    });
    let aborted = () => {};
    const abort = new Promise<void>((resolve) => {
      aborted = resolve;
    });
    const { socket } = await served((request) => {
      request.signal.addEventListener("abort", () => aborted());
      began();
      return new Promise(() => {});
    });
    const one = await socket();
    one.write(get("/", "host: a"));
    await beginning;
    one.destroy();
    await abort;
  });

  it("that is answered before its body was read keeps nobody waiting", async () => {
    const { url, socket } = await served(() => new Response(null, { status: 413 }));
    const response = await fetch(url, { method: "POST", body: new Uint8Array(2_000_000) });
    expect(response.status).toBe(413);
    const one = await socket();
    one.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1000000000\r\n\r\nhalf");
    one.resume();
    await once(one, "close");
  });
});

describe("an answer through node:http", () => {
  it("has its status, its headers and each of its cookies", async () => {
    const headers = new Headers({ "x-one": "1", "content-type": "text/plain" });
    headers.append("set-cookie", "a=1; Path=/");
    headers.append("set-cookie", "b=2, 3");
    const { url } = await served(() => new Response("gone", { status: 410, headers }));
    const response = await fetch(url);
    expect([response.status, response.headers.get("x-one"), await response.text()]).toEqual([
      410,
      "1",
      "gone",
    ]);
    expect(response.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2, 3"]);
  });

  it("to HEAD has no body, and none is left open", async () => {
    let cancelled = false;
    const body = new ReadableStream({
      cancel() {
        cancelled = true;
      },
    });
    const { url } = await served(() => new Response(body, { headers: { "x-one": "1" } }));
    const response = await fetch(url, { method: "HEAD" });
    expect([response.headers.get("x-one"), await response.text(), cancelled]).toEqual(["1", "", true]);
  });

  it("is 500 without a word where the companion throws", async () => {
    const { url } = await served(() => Promise.reject(new Error("secret")));
    const response = await fetch(url);
    expect([response.status, await response.text(), response.headers.get("cache-control")]).toEqual([
      500,
      "",
      "no-store",
    ]);
  });

  it("ends its connection where the server takes no others, so that nobody asks again by it", async () => {
    const { raw, server } = await served(() => {
      server.close();
      return ok();
    });
    const answer = await raw("GET /api HTTP/1.1\r\nhost: a\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(answer).toMatch(/\r\nconnection: close\r\n/i);
  });

  it("of HTTP/2 has no header of connections, which Node would warn of", async () => {
    const server = createHttp2Server(
      toNodeHandler({ fetch: async () => new Response("ok", { headers: { connection: "close" } }) }) as never,
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on("warning", onWarning);
    const session = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const stream = session.request({ ":path": "/" });
    const text = await stream.setEncoding("utf8").reduce((all, part) => all + part, "");
    // Node tells of a warning a tick later.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", onWarning);
    session.close();
    await new Promise((resolve) => server.close(resolve));
    expect([text, warnings]).toEqual(["ok", []]);
  });

  it("breaks off where its body does", async () => {
    const body = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode("half"));
        controller.error(new Error("secret"));
      },
    });
    const { url } = await served(() => new Response(body));
    await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  });

  it("is made no faster than it is read", async () => {
    let made = 0;
    const body = new ReadableStream(
      {
        pull(controller) {
          made += 65_536;
          controller.enqueue(new Uint8Array(65_536));
        },
      },
      { highWaterMark: 0 },
    );
    const { socket } = await served(() => new Response(body));
    const one = await socket();
    one.pause();
    one.write(get("/", "host: a"));
    await stands(() => made);
    // What the two sockets hold is the machine's affair; that it ends is ours.
    expect(made).toBeLessThan(32_000_000);
    one.destroy();
  });

  it("is cancelled when its reader leaves", async () => {
    let cancelled = () => {};
    const cancel = new Promise<void>((resolve) => {
      cancelled = resolve;
    });
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => cancelled(),
    });
    const { socket } = await served(() => new Response(body));
    const one = await socket();
    one.write(get("/", "host: a"));
    await once(one, "data");
    one.destroy();
    await cancel;
  });
});

describe("a stream through node:http", () => {
  const frame = new TextEncoder().encode("data: x\n\n");

  function streamed(wrap = (response: Response) => response) {
    const bodies: EventBody[] = [];
    let ended = 0;
    return {
      bodies,
      ended: () => ended,
      answer: () => {
        const owner = { onEnd: () => void ended++ };
        const { body, stream } = createEventBody({ opening: [frame], limit: 65_536, owner });
        bodies.push(body);
        return wrap(new Response(stream, { headers: { "content-type": "text/event-stream" } }));
      },
    };
  }

  it.each([
    ["as it is", undefined],
    ["in another response, as a middleware makes one", (one: Response) => new Response(one.body, one)],
    [
      "through another stream",
      (one: Response) => new Response(one.body?.pipeThrough(new TransformStream()), one),
    ],
  ])("comes at once and whole, %s", async (_, wrap) => {
    const { bodies, answer, ended } = streamed(wrap);
    const { url } = await served(answer);
    const response = await fetch(url);
    const reader = response.body?.getReader();
    expect((await reader?.read())?.value).toEqual(frame);
    bodies[0]?.write(frame);
    expect((await reader?.read())?.value).toEqual(frame);
    bodies[0]?.end("closing");
    bodies[0]?.write(frame);
    expect((await reader?.read())?.done).toBe(true);
    expect(ended()).toBe(1);
  });

  it("is left once when its reader leaves, and written to no more", async () => {
    const { bodies, answer, ended } = streamed();
    const { socket } = await served(answer);
    const one = await socket();
    one.write(get("/", "host: a"));
    await once(one, "data");
    one.destroy();
    await stands(ended, 1);
    expect(ended()).toBe(1);
    bodies[0]?.write(frame);
    bodies[0]?.end("closing");
    bodies[0]?.cut("slow");
    expect(ended()).toBe(1);
  });

  it("is cut where its reader leaves 64 KiB lying, not before", async () => {
    const { bodies, answer, ended } = streamed();
    const { socket } = await served(answer);
    const one = await socket();
    one.write(get("/", "host: a"));
    await once(one, "data");
    one.pause();
    const big = new Uint8Array(1_000).fill(120);
    let written = 0;
    while (ended() === 0 && written < 200_000) {
      bodies[0]?.write(big);
      written++;
      if (written % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(ended()).toBe(1);
    expect(written).toBeGreaterThan(65);
    one.resume();
    await once(one, "close");
  });

  it("to HEAD is ended", async () => {
    const { answer, ended } = streamed();
    const { url } = await served(answer);
    await fetch(url, { method: "HEAD" });
    await stands(ended, 1);
    expect(ended()).toBe(1);
  });
});

/** Waits until a number moves no more, or is what is expected. */
async function stands(read: () => number, expected?: number): Promise<void> {
  let before = -1;
  for (
    let turn = 0;
    turn < 50 && (expected === undefined ? read() !== before : read() !== expected);
    turn++
  ) {
    before = read();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
