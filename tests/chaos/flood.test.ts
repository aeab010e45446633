import { createHash } from "node:crypto";
import { memoryBackplane } from "codat-onboarding/server";
import { expect, it } from "vitest";
import type { OnboardingError } from "../../src/core/errors.js";
import { createOnboardingServer } from "../../src/server/createOnboardingServer.js";
import { connectionWebhook, secret, sign } from "../server/webhooks/webhooks.js";

const origin = "https://lender.example";
const isLong = Boolean(process.env["LAW_RUNS"]);
/** `npm run test:chaos` asks for many; the small flood has bounds as much smaller. */
const size = isLong
  ? { webhooks: 300_000, visits: 60_000, evil: 20_000, living: 200, bounds: {} }
  : { webhooks: 1_000, visits: 200, evil: 100, living: 10, bounds: { remembered: 200, channels: 20 } };

/** A Codat that is quick: one company for each tag, known by its id. */
function quickCodat() {
  const companies = new Map<string, { id: string; redirect: string; tags: Record<string, string> }>();
  const byTag = new Map<string, string>();
  return async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { pathname, searchParams } = new URL(request.url);
    const tag = searchParams.get("tags");
    if (tag !== null) {
      const id = byTag.get(tag);
      return Response.json({ results: id === undefined ? [] : [companies.get(id)] });
    }
    if (request.method === "POST" && pathname === "/companies") {
      const { tags } = (await request.json()) as { tags: Record<string, string> };
      const id = guid(JSON.stringify(tags));
      const company = { id, redirect: `https://link.codat.io/company/${id}`, tags };
      companies.set(id, company);
      byTag.set(Object.entries(tags)[0]?.join("=") ?? "", id);
      return Response.json(company);
    }
    const company = companies.get(pathname.split("/")[2] ?? "");
    return company ? Response.json({ ...company, dataConnections: [] }) : Response.json({}, { status: 404 });
  };
}

/** A GUID that follows from a text. */
function guid(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");
}

/** What is weakly held lives until the present turn of the event loop has ended, and what is done in memory ends none. */
async function turnOf(n: number): Promise<void> {
  if (n % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
}

function memory(): number {
  (globalThis as { gc?: () => void }).gc?.();
  return Math.round(process.memoryUsage().rss / 1024 / 1024);
}

it(`${size.webhooks} webhooks, ${size.visits} visits and one who means harm end no living invite and no memory of webhooks`, async () => {
  const errors: OnboardingError[] = [];
  const hooked = new Map<string, number>();
  const onError = (error: OnboardingError) => void errors.push(error);
  const server = createOnboardingServer({
    apiKey: "a-key",
    webhookSecret: secret,
    appName: "Acme Lending",
    authenticate: (request) => ({ id: request.headers.get("cookie") ?? "" }),
    allowFake: true,
    fetch: quickCodat(),
    backplane: memoryBackplane({ ...size.bounds, onError }),
    invites: { secret: "what the tests sign their invites with", publicUrl: origin },
    onConnectionChange: ({ id }) => void hooked.set(id, (hooked.get(id) ?? 0) + 1),
    onError,
  });
  const ask = async (as: string, route: string, body?: object) => {
    const [method = "", path = ""] = route.split(" ");
    const headers = { cookie: as, "sec-fetch-site": "same-origin", "content-type": "application/json" };
    const request = new Request(`${origin}/api/codat${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
    return (await server.fetch(request)).json().catch(() => undefined);
  };
  const webhook = async (n: number): Promise<number> => {
    const at = Math.floor(Date.now() / 1000);
    const referenceCompany = { id: guid(`{"codat-onboarding-customer":"visitor${n % size.visits}"}`) };
    const body = JSON.stringify(
      connectionWebhook("connected", {
        id: guid(`event ${n}`),
        connection: { id: guid(`${n % 7}`) },
        referenceCompany,
      }),
    );
    const headers = {
      "webhook-id": `msg_${n}`,
      "webhook-timestamp": String(at),
      "webhook-signature": sign(`msg_${n}`, at, body),
      "content-type": "application/json",
    };
    const request = new Request(`${origin}/api/codat/webhooks`, { method: "POST", headers, body });
    return (await server.fetch(request)).status;
  };
  const wish = { sourceType: "accounting", prepared: true };
  const table = [`flood: RSS at the beginning ${memory()} MiB`];

  const living: string[] = [];
  for (let n = 0; n < size.living; n++) {
    const { url } = (await ask(`living${n}`, "POST /invites", wish)) as { url: string };
    living.push(url);
  }
  for (let n = 0; n < size.visits; n++) {
    await turnOf(n);
    await ask(`visitor${n}`, "POST /company");
  }
  table.push(`after ${size.visits} first visits ${memory()}`);

  // New platforms, notes without end, invites that are cancelled again.
  for (let n = 0; n < size.evil; n++) {
    await turnOf(n);
    const platformKey = (n + 26 ** 3)
      .toString(26)
      .replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
    const made = (await ask("evil", "POST /invites", {
      ...wish,
      platformKey: platformKey.slice(0, 4),
      label: `${n}`,
    })) as { id?: string } | undefined;
    if (!made?.id) continue;
    await ask("evil", `POST /invites/${made.id}`, { label: "x".repeat(80) + n });
    if (n % 3) await ask("evil", `DELETE /invites/${made.id}`);
  }
  table.push(`after ${size.evil} invites of one customer ${memory()}`);

  const sample = Array.from({ length: 100 }, (_, n) => Math.floor((n * size.webhooks) / 100));
  const refused: number[] = [];
  for (let n = 0; n < size.webhooks; n++) {
    await turnOf(n);
    if ((await webhook(n)) !== 200) refused.push(n);
  }
  expect(refused).toEqual([]);
  table.push(`after ${size.webhooks} webhooks ${memory()} MiB`);

  // Codat repeats what it has sent, the first among them.
  for (const n of sample) expect(await webhook(n)).toBe(200);
  expect(hooked.size).toBe(size.webhooks);
  expect([...hooked.values()].filter((count) => count > 1)).toEqual([]);

  for (const url of living) {
    const page = await server.fetch(new Request(url));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("accounting software")]);
    const press = { method: "POST", headers: { "sec-fetch-site": "same-origin" } };
    expect((await server.fetch(new Request(url, press))).status).toBe(303);
  }
  // What was dropped is told: cached readings and nothing else.
  expect(errors.filter(({ message }) => !message.includes("cached values"))).toEqual([]);
  await server.close();
  process.stdout.write(`${table.join(", ")}\n`);
}, 1_200_000);
