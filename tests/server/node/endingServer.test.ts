import { once } from "node:events";
import { Agent, request } from "node:http";
import type { Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { endingOf } from "../../../src/server/node/endingServer.js";
import { portAnswers } from "../../support/freePort.js";
import { type NodeServer, serve } from "../../support/nodeServer.js";

/** Milliseconds that no test waits for. */
const forEver = 2 ** 31 - 1;

const opened: NodeServer[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) {
    one.server.closeAllConnections();
    if (one.server.listening) await one.close();
  }
});

/** A server that answers at once, but for `/held`, which is answered when the test says so. */
async function start() {
  const held: (() => void)[] = [];
  let onHeld = () => {};
  const isHeld = new Promise<void>((resolve) => {
    onHeld = resolve;
  });
  const one = await serve((message, reply) => {
    if (message.url === "/held") {
      held.push(() => reply.end("later"));
      onHeld();
    } else reply.end("at once");
  });
  // Node itself ends none that is idle.
  one.server.keepAliveTimeout = 0;
  opened.push(one);
  return { ...one, isHeld, release: () => held.forEach((answer) => void answer()) };
}

function asker(url: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (path = "/") =>
    new Promise<{ connection: string | undefined; text: string; reused: boolean; socket: Socket }>(
      (resolve, reject) => {
        const sent = request(url + path, { agent }, (response) => {
          const { socket } = response;
          let text = "";
          response
            .on("data", (chunk) => (text += chunk))
            .on("end", () =>
              resolve({ connection: response.headers.connection, text, reused: sent.reusedSocket, socket }),
            );
        });
        sent.on("error", reject).end();
      },
    );
}

it("answers who asks by a connection that was idle, says that it ends, and takes no others", async () => {
  const { server, url, port } = await start();
  const ask = asker(url);
  expect((await ask()).connection).toBe("keep-alive");
  const ending = endingOf(server);
  expect(await portAnswers(port)).toBe(false);
  const last = await ask();
  expect([last.text, last.reused, last.connection]).toEqual(["at once", true, "close"]);
  await ending.finish(forEver);
});

it("ends connections that stay idle, once it is finished", async () => {
  const { server, url } = await start();
  const { socket } = await asker(url)();
  const closed = once(socket, "close");
  await endingOf(server).finish(forEver);
  await closed;
});

it("has finished when all that was asked is answered", async () => {
  const { server, url, isHeld, release } = await start();
  const answer = asker(url)("/held");
  await isHeld;
  let hasFinished = false;
  const finished = endingOf(server)
    .finish(forEver)
    .then(() => {
      hasFinished = true;
    });
  await new Promise((resolve) => setImmediate(resolve));
  expect(hasFinished).toBe(false);
  release();
  expect((await answer).text).toBe("later");
  // It was asked before, and by nothing of ours: its connection is kept, until it is asked again or idle for long.
  server.closeIdleConnections();
  await finished;
});

it("cuts a connection on which nothing is asked, when its time is over", async () => {
  const { server, socket } = await start();
  const accepted = once(server, "connection");
  const silent = await socket();
  await accepted;
  const closed = once(silent, "close");
  await endingOf(server).finish(0);
  await closed;
});

it("may be told so more than once", async () => {
  const { server } = await start();
  await Promise.all([endingOf(server).finish(forEver), endingOf(server).finish(forEver)]);
  await endingOf(server).finish(forEver);
});

it("is a promise where it ends by itself, whatever becomes of it", async () => {
  let resolve = () => {};
  const promise = new Promise<void>((resolvePromise) => {
    resolve = resolvePromise;
  });
  let hasFinished = false;
  const finished = endingOf(promise)
    .finish(forEver)
    .then(() => {
      hasFinished = true;
    });
  await new Promise((later) => setImmediate(later));
  expect(hasFinished).toBe(false);
  resolve();
  await finished;
  await endingOf(Promise.reject(new Error("It was cut."))).finish(forEver);
});
