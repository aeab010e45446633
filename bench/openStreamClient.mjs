// The browsers of openStreams.mjs: `node openStreamClient.mjs <port>`. Told to `visit` or to `open` for some customers, it
// answers when it has done so for each.
import { once } from "node:events";
import { connect } from "node:net";

const port = Number(process.argv[2]);
const atOnce = 50;
const acts = { visit, open };

process.on("message", async ({ act, from, to }) => {
  let next = from;
  const work = async () => {
    while (next < to) await acts[act](next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  process.send({});
});
process.on("disconnect", () => process.exit());

/** Its stream stays open for as long as this process lives. */
async function open(customer) {
  const socket = await ask(request("/api/codat/events", customer));
  const [first] = await once(socket, "data");
  if (!String(first).startsWith("HTTP/1.1 200")) throw new Error(`No stream: ${first}`);
  socket.resume();
}

async function visit(customer) {
  const socket = await ask(request("/api/codat/company", customer).replace("keep-alive", "close"));
  await once(socket.resume(), "close");
}

async function ask(text) {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  socket.write(text);
  return socket;
}

/** As a browser asks. */
function request(path, customer) {
  return [
    `GET ${path} HTTP/1.1`,
    "host: app.lender.example",
    "connection: keep-alive",
    'sec-ch-ua: "Chromium";v="143", "Not A(Brand";v="24"',
    "sec-ch-ua-mobile: ?0",
    'sec-ch-ua-platform: "Windows"',
    "user-agent: Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0",
    "accept: text/event-stream",
    "cache-control: no-cache",
    "sec-fetch-site: same-origin",
    "sec-fetch-mode: cors",
    "sec-fetch-dest: empty",
    "referer: https://app.lender.example/onboarding/accounting",
    "accept-encoding: gzip, deflate, br, zstd",
    "accept-language: en-GB,en;q=0.9",
    `cookie: customer=${customer}`,
    "\r\n",
  ].join("\r\n");
}
