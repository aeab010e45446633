// Verifying and parsing a webhook beside the same by hand with node:crypto, and beside standardwebhooks and svix: one
// process, turn by turn, medians of CPU time.
import { createHmac, timingSafeEqual } from "node:crypto";
import { build } from "esbuild";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { median, spread } from "./quartiles.mjs";

const rounds = 15;
const secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
/** The goal is 0.9 of the speed by hand. */
const limit = 1 / 0.9;
/** Codat's connection events are about as long as the first. */
const sizes = { "1.3 kB": 1_300, "20 kB": 20_000 };

/** @returns a row for each size: times in microseconds a webhook, and their ratio */
export async function verify() {
  const ours = await loadOurs();
  return Object.entries(sizes).map(([name, size]) => {
    const message = sign(size);
    const runs = contestants(ours, message);
    for (const [who, run] of Object.entries(runs))
      if (run()?.eventType !== "connection.connected") throw new Error(`${who} did not verify and parse`);
    const times = measure(runs);
    return {
      what: `verify and parse ${name}`,
      ours: median(times.ours),
      floor: median(times.floor),
      ratio: median(times.ours) / median(times.floor),
      limit,
      spread: spread(times.floor),
      standardwebhooks: median(times.standardwebhooks),
      svix: median(times.svix),
    };
  });
}

function contestants(ours, { headers, plain, bytes }) {
  const secrets = ours.parseWebhookSecrets(secret);
  const key = Buffer.from(secret.slice(6), "base64");
  const standard = new StandardWebhook(secret);
  const svix = new SvixWebhook(secret);
  const buffer = Buffer.from(bytes);
  return {
    ours() {
      const signed = ours
        .readSignedHeaders(headers)
        .find((one) => ours.matchesSignature(one, bytes, secrets));
      return signed && ours.isTimely(signed, new Date()) ? ours.parseJsonObject(bytes) : undefined;
    },
    floor() {
      const id = headers.get("webhook-id");
      const timestamp = headers.get("webhook-timestamp");
      const signature = Buffer.from(headers.get("webhook-signature").slice(3), "base64");
      const expected = createHmac("sha256", key).update(`${id}.${timestamp}.`).update(bytes).digest();
      if (!timingSafeEqual(signature, expected)) return undefined;
      if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return undefined;
      return JSON.parse(buffer.toString());
    },
    standardwebhooks: () => standard.verify(buffer, plain),
    svix: () => svix.verify(buffer, plain),
  };
}

/** Turn by turn, and who begins changes, so that a busy machine is unfair to all. */
function measure(runs) {
  const names = Object.keys(runs);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  const counts = Object.fromEntries(names.map((name) => [name, enough(runs[name])]));
  for (let round = -3; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + names.length) % names.length];
      const time = cpuTime(runs[name], counts[name]);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

/** As many as take about 40 ms. */
function enough(run) {
  for (let n = 0; n < 500; n++) run();
  return Math.max(50, Math.round(40_000 / cpuTime(run, 500)));
}

/** Microseconds of CPU a run. */
function cpuTime(run, count) {
  const before = process.cpuUsage();
  for (let n = 0; n < count; n++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

function sign(size) {
  const body = {
    id: "ba29118f-5406-4e59-b05c-ba307ca38d01",
    eventType: "connection.connected",
    generatedDate: "2026-11-23T08:59:58.1234567Z",
    payload: { tags: { uid: "335a086e" }, errors: [] },
  };
  const one = {
    statusCode: "401",
    errorMessage: "The token has expired",
    erroredOnUtc: "2026-11-23T08:53:29Z",
  };
  while (JSON.stringify(body).length < size - 60) body.payload.errors.push(one);
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const hmac = createHmac("sha256", Buffer.from(secret.slice(6), "base64"));
  const plain = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${hmac.update(`msg_p5jXN8AQM9LWM0D4loKWxJek.${timestamp}.${text}`).digest("base64")}`,
  };
  return { plain, headers: new Headers(plain), bytes: new TextEncoder().encode(text) };
}

/** The very functions that the receiver calls. */
async function loadOurs() {
  const modules = ["options/webhookSecret", "webhooks/webhookSignature", "http/parseJsonObject"];
  const { outputFiles } = await build({
    stdin: {
      contents: modules.map((name) => `export * from "./${name}.ts";`).join("\n"),
      resolveDir: new URL("../src/server/", import.meta.url).pathname,
    },
    bundle: true,
    platform: "node",
    format: "esm",
    write: false,
    tsconfigRaw: {},
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
