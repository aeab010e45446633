// Pages that lose their streams: `fork("stormClients.mjs", [JSON.stringify({ ports, rules })])`, by the client's own rules,
// at whichever companion answers, in turns, as nginx has it. Told to `open` so many, it answers when all are open; told to
// `watch`, it answers when all that were cut since are level again.
import { once } from "node:events";
import { connect } from "node:net";

const { ports, rules } = JSON.parse(process.argv[2]);
const { backoff, parseRetryAfter } = await import(rules);
const silence = 20_000;
const counts = { refused: 0, unmet: 0, abandoned: 0 };
let turn = 0;
let begunAt = Date.now();
let lost = 0;
let levelAt = [];
let isWatched = false;

process.on("message", async ({ act, count }) => {
  if (act === "open") {
    let next = 0;
    const work = async () => {
      while (next < count) {
        const page = { customer: next++, attempt: 0, id: undefined };
        while (await ask(page)) await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    };
    await Promise.all(Array.from({ length: 40 }, work));
    process.send({});
  }
  if (act === "watch") {
    begunAt = Date.now();
    levelAt = [];
    isWatched = true;
    process.send({});
  }
});
process.on("disconnect", () => process.exit());

async function goOn(page, retryAfter) {
  for (;;) {
    const wait = backoff(page.attempt++, parseRetryAfter(retryAfter ?? null, Date.now()), Math.random);
    await new Promise((resolve) => setTimeout(resolve, wait));
    const refusal = await ask(page);
    if (refusal === undefined) break;
    retryAfter = refusal.retryAfter;
  }
  page.attempt = 0;
  lost -= 1;
  levelAt.push(Date.now() - begunAt);
  if (isWatched && lost === 0) process.send({ levelAt, ...counts });
}

/** @returns why it is not open; `undefined` where it is */
async function ask(page) {
  for (let n = 0; n < ports.length; n++) {
    const socket = connect(ports[turn++ % ports.length], "127.0.0.1");
    socket.on("error", () => {});
    const isThere = await Promise.race([
      once(socket, "connect").then(
        () => true,
        () => false,
      ),
      once(socket, "close").then(() => false),
    ]);
    if (!isThere) continue;
    socket.write(requestOf(page));
    return answerOf(socket, page);
  }
  counts.unmet += 1;
  return {};
}

async function answerOf(socket, page) {
  const timer = setTimeout(() => socket.destroy(), silence);
  const [first] = await Promise.race([once(socket, "data"), once(socket, "close").then(() => [""])]).catch(
    () => [""],
  );
  clearTimeout(timer);
  const text = String(first);
  if (text.startsWith("HTTP/1.1 200")) {
    const remember = (chunk) => {
      const [, id] = /.*^id: (\S+)$/ms.exec(String(chunk)) ?? [];
      page.id = id ?? page.id;
    };
    remember(text);
    socket.on("data", remember);
    socket.once("close", () => {
      lost += 1;
      goOn(page);
    });
    return undefined;
  }
  socket.destroy();
  counts[text === "" ? "abandoned" : "refused"] += 1;
  return { retryAfter: /^retry-after: (.*?)\r$/im.exec(text)?.[1] };
}

function requestOf({ customer, id }) {
  return [
    "GET /api/codat/events HTTP/1.1",
    "host: app.lender.example",
    "user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0",
    "accept: text/event-stream",
    "sec-fetch-site: same-origin",
    "sec-fetch-mode: cors",
    "accept-encoding: gzip, deflate, br, zstd",
    "accept-language: en-GB,en;q=0.9",
    `cookie: customer=${customer}`,
    ...(id ? [`last-event-id: ${id}`] : []),
    "\r\n",
  ].join("\r\n");
}
