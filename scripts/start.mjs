// What `npm start` runs: the example of examples/lender, built and served, with the fake Codat beside it, or the real
// one where CODAT_API_KEY and CODAT_WEBHOOK_SECRET are set. With REDIS_URL the companions keep in Redis what they share.
//   node scripts/start.mjs [--check]   --check fetches each kind of page once, says "ok" and stops
import { get } from "node:http";
import { run, setUp } from "./setUp.mjs";

const ports = portsFrom(process.env.PORT);
const real = realFrom(process.env);
// An empty one is none.
const redisUrl = process.env.REDIS_URL || undefined;
setUp();
console.log("Building the example…");
const vite = ["node_modules/vite/bin/vite.js", "build", "examples/lender", "--logLevel", "warn"];
// A test runner's or a shell's NODE_ENV would put React's slow development build into what is served.
run(process.execPath, vite, { NODE_ENV: "production" });
const { startLender } = await import("../examples/lender/server.mjs");
if (process.argv.includes("--check")) await check();
else await serve();

async function serve() {
  const lender = await startLender({ ...ports, real, redisUrl });
  const where = lender.codatUrl
    ? `Fake Codat beside it:      ${lender.codatUrl}

  Everything stays on this machine. Ctrl-C ends it.`
    : `With the real Codat. Its redirect must lead to this address and /api/codat/return, its webhooks through a
  tunnel of yours to /api/codat/webhooks. Ctrl-C ends it.`;
  console.log(`
  Acme Lending, an example:  ${lender.url}
  ${where}
`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      await lender.close();
      process.exit(0);
    });
  }
}

/** With fake Codat always: checking makes a company. */
async function check() {
  const lender = await startLender({ port: 0, codatPort: 0, redisUrl });
  try {
    const page = await fetchText(`${lender.url}/onboarding`);
    const script = /<script type="module"[^>]* src="([^"]+)"/.exec(page)?.[1];
    if (!script) throw new Error("The page has no script.");
    await fetchText(lender.url + script);
    const me = await fetch(`${lender.url}/api/me`);
    const cookie = me.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const { endpoint } = await me.json();
    const go = `${lender.url}${endpoint}/go?use=connect&sourceType=accounting`;
    const hostedLink = await fetchText(await follow(go, cookie));
    if (!hostedLink.includes("Hosted Link")) throw new Error("The button leads to no Hosted Link page.");
    const events = await fetch(`${lender.url}${endpoint}/events`, { headers: { cookie } });
    const first = await events.body.getReader().read();
    if (!new TextDecoder().decode(first.value).includes("event: snapshot"))
      throw new Error("The stream begins without a snapshot.");
    console.log("ok");
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await lender.close();
  }
}

/** Follows a link as a browser does, and returns where it leads. `fetch` would say that it is no navigation. */
function follow(url, cookie) {
  const click = {
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  return new Promise((resolve, reject) => {
    const request = get(url, { headers: { ...click, cookie } }, (response) => {
      response.resume();
      resolve(response.headers.location ?? url);
    });
    request.once("error", reject);
  });
}

async function fetchText(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}.`);
  return response.text();
}

/** The real Codat's key and webhook secret, which only make sense together. */
function realFrom({ CODAT_API_KEY: apiKey, CODAT_WEBHOOK_SECRET: webhookSecret }) {
  if (apiKey && webhookSecret) return { apiKey, webhookSecret };
  if (!apiKey) return undefined;
  console.error("CODAT_API_KEY is set and CODAT_WEBHOOK_SECRET is not: set both, or neither for the fake.");
  process.exit(1);
}

/** PORT moves both servers; a busy port is passed over for the next, and 0 takes any that is free. */
function portsFrom(text) {
  if (!text) return {};
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_000) return { port, codatPort: port && port + 10 };
  console.error(`PORT is "${text}", which is no port.`);
  process.exit(1);
}
