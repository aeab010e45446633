// What `npm start` runs: the example of examples/lender, built and served, with the fake Codat beside it.
//   node scripts/start.mjs [--check]   --check fetches each kind of page once, says "ok" and stops
import { run, setUp } from "./setUp.mjs";

const ports = portsFrom(process.env.PORT);
setUp();
console.log("Building the example…");
const vite = ["node_modules/vite/bin/vite.js", "build", "examples/lender", "--logLevel", "warn"];
// A test runner's or a shell's NODE_ENV would put React's slow development build into what is served.
run(process.execPath, vite, { NODE_ENV: "production" });
if (process.env.CODAT_API_KEY) {
  console.log(
    "CODAT_API_KEY is set, but this version does not speak to the real Codat yet: the fake is used.",
  );
}

const { startLender } = await import("../examples/lender/server.mjs");
if (process.argv.includes("--check")) await check();
else await serve();

async function serve() {
  const lender = await startLender(ports);
  console.log(`
  Acme Lending, an example:  ${lender.url}
  Fake Codat beside it:      ${lender.codatUrl}

  Everything stays on this machine. Ctrl-C ends it.
`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      await lender.close();
      process.exit(0);
    });
  }
}

async function check() {
  const lender = await startLender({ port: 0, codatPort: 0 });
  try {
    const page = await fetchText(`${lender.url}/onboarding`);
    const script = /<script type="module"[^>]* src="([^"]+)"/.exec(page)?.[1];
    if (!script) throw new Error("The page has no script.");
    await fetchText(lender.url + script);
    const me = JSON.parse(await fetchText(`${lender.url}/api/me`));
    const hostedLink = await fetchText(me.linkUrl);
    if (!hostedLink.includes("Hosted Link")) throw new Error("The link leads to no Hosted Link page.");
    console.log("ok");
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  } finally {
    await lender.close();
  }
}

async function fetchText(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}.`);
  return response.text();
}

/** PORT moves both servers; a busy port is passed over for the next, and 0 takes any that is free. */
function portsFrom(text) {
  if (!text) return {};
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_000) return { port, codatPort: port && port + 10 };
  console.error(`PORT is "${text}", which is no port.`);
  process.exit(1);
}
