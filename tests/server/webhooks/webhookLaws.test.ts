import * as fc from "fast-check";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { Webhook as SvixWebhook } from "svix";
import { afterAll, describe, expect, it, vi } from "vitest";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { parseWebhookSecrets } from "../../../src/server/options/webhookSecret.js";
import { createWebhookReceiver } from "../../../src/server/webhooks/webhookReceiver.js";
import { type Attempt, attempts, attemptsEach, now, secrets } from "./webhookAttempts.js";

const { FC_SEED, LAW_RUNS } = process.env;
const seed = Number(FC_SEED) || Date.now() % 2 ** 31;
/** `npm run test:chaos` sets LAW_RUNS: a million requests then. */
const numRuns = Math.ceil((LAW_RUNS ? 5 * Number(LAW_RUNS) : 5_000) / attemptsEach);
const requests = numRuns * attemptsEach;
process.stdout.write(`webhook laws: seed ${seed} (FC_SEED=${seed} repeats this run)\n`);

/**
 * Where ours is stricter than the verifiers it is tried against. Each rule looks at the headers that they accept and
 * at the body, and none asks ours what it thinks.
 */
const stricter: Record<string, (set: HeaderSet, body: Uint8Array) => boolean> = {
  "a timestamp that is no plain whole number of seconds": ({ timestamp }) =>
    !/^(0|[1-9]\d{0,11})$/.test(timestamp),
  "an id that is no short ASCII word": ({ id }) => !/^[\x21-\x7e]{1,256}$/.test(id),
  "more than ten signatures": ({ signature }) => signature.split(" ").filter(Boolean).length > 10,
  "a signature that something follows": (set, body) => {
    const strict = set.signature.split(" ").filter((one) => /^v1,[A-Za-z\d+/]{43}=$/.test(one));
    return !isAccepted({ ...set, signature: strict.join(" ") }, body);
  },
  "a body that is not UTF-8": (_, body) => !isUtf8(body),
  "a body that is no JSON object": (_, body) => !isObject(body),
};

// The others throw to refuse, and reading where from costs a hundred times the signature.
const { stackTraceLimit } = Error;
Error.stackTraceLimit = 0;

const counts: Record<string, number> = {};
const count = (what: string) => {
  counts[what] = (counts[what] ?? 0) + 1;
};

afterAll(() => {
  const lines = Object.entries(counts)
    .sort()
    .map(([what, times]) => `  ${String(times).padStart(8)}  ${what}\n`);
  process.stdout.write(`webhook laws: ${requests} requests\n${lines.join("")}`);
  Error.stackTraceLimit = stackTraceLimit;
  vi.useRealTimers();
});

const verifiers = secrets.map((secret) => ({
  standardwebhooks: new StandardWebhook(secret),
  svix: new SvixWebhook(secret),
}));
// A million lookups of a message that was seen would be a test of the memory, not of the signature.
const forgetful = memoryBackplane();
const nothing: Backplane = { ...forgetful, commit: (room, { tell }) => forgetful.commit(room, { tell }) };
const { receive } = createWebhookReceiver({
  secrets: parseWebhookSecrets(secrets),
  backplane: nothing,
  append: async () => {},
  now: () => new Date(now * 1000),
  rootOf: async (id) => id,
  customerOf: async () => undefined,
  report: () => {},
});

describe(`webhook signatures beside standardwebhooks and svix, seed ${seed}`, () => {
  it(`agree on ${requests} requests: none accepted that they refuse, none refused but by a rule that is named`, async () => {
    vi.useFakeTimers({ now: now * 1000, toFake: ["Date"] });
    const law = fc.asyncProperty(attempts, async (all) => {
      for (const one of all) await compare(one);
    });
    await fc.assert(law, { numRuns, seed });
    // A law that never meets its cases proves nothing.
    for (const rule of Object.keys(stricter)) expect(counts[`stricter: ${rule}`], rule).toBeGreaterThan(0);
    const sum = (start: string) =>
      Object.entries(counts).reduce((all, [what, n]) => all + (what.startsWith(start) ? n : 0), 0);
    expect(sum("accepted by all:") / requests).toBeGreaterThan(0.1);
    expect(sum("refused by all:") / requests).toBeGreaterThan(0.1);
  }, 3_600_000);
});

interface HeaderSet {
  id: string;
  timestamp: string;
  signature: string;
}

async function compare({ what, headers, body }: Attempt): Promise<void> {
  const request = new Request("https://lender.example/", { method: "POST", headers, body });
  const { status } = await receive(request);
  const ours = status === 200;
  if (![200, 400, 401, 415].includes(status)) expect.fail(`an answer ${status}: ${what}`);
  const theirs = setsIn(headers).filter((set) => isAccepted(set, body));

  if (ours && theirs.length > 0) return count(`accepted by all: ${what}`);
  if (!ours && theirs.length === 0) return count(`refused by all: ${what}`);
  if (ours) expect.fail(`a false accept: ${what}, ${JSON.stringify(headers)}`);
  for (const set of theirs) {
    const rules = Object.keys(stricter).filter((rule) => stricter[rule]?.(set, body));
    if (rules.length === 0) expect.fail(`a false refusal: ${what}, ${JSON.stringify(headers)}`);
    for (const rule of rules) count(`stricter: ${rule}`);
  }
}

/** Whether either of the others accepts it, with either secret. */
function isAccepted({ id, timestamp, signature }: HeaderSet, body: Uint8Array): boolean {
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  return verifiers.some(({ standardwebhooks, svix }) => {
    const payload = Buffer.from(body);
    return (
      isFine(() => standardwebhooks.verify(payload, headers, { jsonParse: false })) ||
      isFine(() => svix.verify(payload, headers))
    );
  });
}

/** They parse once they have verified: a body that is no JSON is another matter. */
function isFine(verify: () => void): boolean {
  try {
    verify();
    return true;
  } catch (error) {
    return error instanceof SyntaxError;
  }
}

/** The sets of headers that are whole, as a server gets them: header values come trimmed. */
function setsIn(headers: Record<string, string>): HeaderSet[] {
  return ["webhook", "svix"].flatMap((prefix) => {
    const of = (name: string) => headers[`${prefix}-${name}`]?.replace(/^[\t ]+|[\t ]+$/g, "");
    const [id, timestamp, signature] = ["id", "timestamp", "signature"].map(of);
    return id && timestamp && signature ? [{ id, timestamp, signature }] : [];
  });
}

function isUtf8(body: Uint8Array): boolean {
  return Buffer.from(Buffer.from(body).toString()).equals(Buffer.from(body));
}

function isObject(body: Uint8Array): boolean {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
