import { expect, it } from "vitest";
import type { Backplane } from "../../../src/server/backplane/backplane.js";
import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import type { Health } from "../../../src/server/operating/health.js";
import { type LogRecord, logRecords } from "../../../src/server/operating/logRecord.js";
import type { Customer } from "../../../src/server/options/options.js";
import { routeNames } from "../../../src/server/routes/routePaths.js";
import { settled } from "../../support/fakeTimers.js";
import { apiKey, origin, webhookSecret } from "../companionTest.js";
import { colleagueTest, connectByLink, inviteSecret } from "../routes/colleagueTest.js";
import { connectionWebhook, dataWebhook, signedRequest } from "../webhooks/webhooks.js";
import { expectAsTable, recordsOf } from "./recordsTest.js";

/** Stands in everything that a person, a host or Codat may say. */
const marker = "LEAK";
const marked: Record<string, string> = {
  "user-agent": `${marker} browser`,
  referer: `${origin}/${marker}`,
  "x-forwarded-for": "203.0.113.77",
  authorization: `Bearer ${marker}`,
  "x-correlation-id": marker,
};
const thrown = () => {
  throw new Error(`${marker} sam@lender.example https://link.codat.io/company/${marker}?otp=12345`);
};

function authenticate(request: Request): Customer | null {
  const id = /(?:^|; )customer=([^;]+)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (id === "thrown") return thrown();
  const known = id && decodeURIComponent(id);
  return known
    ? {
        id: known,
        name: `${marker} Oak & Elm Ltd`,
        user: { id: `${marker} of ${known}`, name: `${marker} Sam` },
      }
    : null;
}

/** A companion that everything happens to, and what was recorded of it. */
function recordedTest() {
  const records: LogRecord[] = [];
  const faults = { backplane: false, hooks: false, store: false };
  const memory = memoryBackplane({ now: () => new Date(Date.parse("2026-11-22T09:00:00Z")) });
  const failing = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
    return async (...args: Args) => (faults.backplane ? thrown() : call(...args));
  };
  const backplane: Backplane = {
    ...memory,
    view: failing(memory.view),
    commit: failing(memory.commit),
    subscribe: failing(memory.subscribe),
  };
  const test = colleagueTest({
    backplane,
    authenticate,
    companies: {
      get: () => (faults.store ? thrown() : null),
      set: () => (faults.store ? thrown() : undefined),
    },
    onConnectionChange: () => (faults.hooks ? thrown() : undefined),
    onDataReady: () => (faults.hooks ? thrown() : undefined),
    budget: { burst: 40, hourly: 40, daily: 200 },
    streams: { perCustomer: 2, perSecond: 3, drain: 0 },
    onLog: (record) => records.push(record),
  });
  return { ...test, records, faults };
}

it("no record, nor the health, holds anything of a person, a link, a host or Codat, whatever happens", async () => {
  const test = recordedTest();
  const { ask, fake, server, records, faults, open, press } = test;
  const secrets = new Set([
    marker,
    apiKey,
    webhookSecret,
    inviteSecret,
    "203.0.113.77",
    "sam@",
    "otp",
    origin,
  ]);
  const healths: Health[] = [];
  const as = `${marker} acme@lender.example`;
  const go = async (route: string, init: Parameters<typeof ask>[1] = {}) => {
    const response = await ask(route, { as, ...init, headers: { ...marked, ...init.headers } });
    for (const [, value] of response.headers) if (/^https?:|^\/\w/.test(value)) secrets.add(value);
    return response;
  };

  // A customer's visit, by every route.
  await go("GET /company");
  expect((await go("POST /company")).status).toBe(200);
  const invited = await (
    await go("POST /invites", {
      body: { sourceType: "accounting", prepared: true, name: `${marker} Alex`, platformKey: "gbol" },
    })
  ).json();
  secrets.add(invited.url).add(invited.id);
  const { pathname } = new URL(invited.url);
  secrets.add(pathname.split("/").at(-1) ?? "");
  await go("GET /invites");
  await go(`POST /invites/${invited.id}`, { body: { name: `${marker} Kim` } });
  const streams = [
    await go("GET /events"),
    await go("GET /events?lastEventId=8.LEAK"),
    await go("GET /events"),
  ];
  for (const stream of streams) expect(stream.status).toBe(200);
  for (let one = 0; one < 20; one++) await go("GET /events");
  const link = (await go("GET /go?use=connect&sourceType=accounting")).headers.get("location") ?? "";
  expect(link).toContain("otp");
  await go(`GET /return?statuscode=200&errormessage=${marker}&companyid=${test.companyId()}`);
  const made = await (await go("POST /connections", { body: { platformKey: "gbol" } })).json();
  await go(`POST /connections/${made.id}/unlink`);
  await go(`DELETE /connections/${made.id}`);

  // What does not exist, is not allowed, is not understood.
  const bad = [
    `GET /${marker}`,
    `POST /${marker}/company`,
    `${marker} /company`,
    "OPTIONS /company",
    "PATCH /invites",
    `GET /go?use=${marker}&sourceType=${marker}`,
    `DELETE /connections/${marker}`,
    `DELETE /invites/${marker}`,
    `POST /connections/${crypto.randomUUID()}/unlink`,
  ];
  for (const route of bad) await go(route);
  await go("POST /invites", { body: `{"${marker}":` });
  await go("GET /company", { as: null });
  await go("GET /company", { as: "thrown" });
  await go("POST /company", {
    headers: { "sec-fetch-site": "cross-site", origin: `https://${marker}.example` },
  });
  await server.fetch(new Request(`https://lender.example/elsewhere/${marker}?${marker}`));

  // The colleague, with a right link and with wrong ones, to the end.
  const page = await open(pathname, { headers: marked });
  const [, styles = ""] = /href="([^"]+\.css)"/.exec(await page.text()) ?? [];
  expect((await open(styles)).status).toBe(200);
  await open(`/connect/${marker}`, { headers: marked });
  await open(`${pathname}/decline`, { headers: marked });
  const pressed = (await press(pathname, marked)).headers.get("location") ?? "";
  secrets.add(pressed);
  const back = await connectByLink(test, pressed);
  secrets.add(back);
  await open(back, { headers: marked });
  await fake.webhooks.settle();
  const [connected] = fake.connections(test.companyId());
  fake.completeRead(connected?.id ?? "");
  await fake.webhooks.settle();
  await press(pathname, marked);
  const cancelled = await (
    await go("POST /invites", { body: { sourceType: "banking", prepared: true } })
  ).json();
  await go(`DELETE /invites/${cancelled.id}`);

  // Webhooks of others, twice, and broken ones.
  const secret = webhookSecret;
  const now = Math.floor(fake.now().getTime() / 1_000);
  const send = (request: Request) => server.fetch(request);
  const strange = { eventType: marker, payload: { [marker]: marker } };
  const ofOthers = connectionWebhook("created", { id: marker, referenceCompany: { name: marker } });
  await send(signedRequest({ secret, at: now, body: strange, id: `msg_${marker}` }));
  for (const id of ["msg_1", "msg_1"]) await send(signedRequest({ secret, at: now, body: ofOthers, id }));
  await send(signedRequest({ secret, at: now, body: `{"${marker}`, id: "msg_2" }));
  await send(signedRequest({ at: now, body: strange, id: "msg_3" }));
  await send(signedRequest({ secret, at: now - 900, body: strange, id: "msg_4" }));
  await send(new Request(`${origin}/api/codat/webhooks`, { method: "POST", body: marker, headers: marked }));
  faults.hooks = true;
  await send(signedRequest({ secret, at: now, body: connectionWebhook("connected"), id: "msg_5" }));
  await send(signedRequest({ secret, at: now, body: dataWebhook(), id: "msg_6" }));

  // Codat, the host's own record and the backplane fail, with words of their own.
  fake.fault({ status: 500, body: `{"error":"${marker}","correlationId":"${marker}"}`, times: 6 });
  await go("GET /go?sourceType=accounting");
  await go("POST /connections", { body: { platformKey: "gbol" } });
  fake.clearFaults();
  faults.store = true;
  await go("POST /company", { as: `${marker} another` });
  faults.store = false;
  for (let one = 0; one < 60; one++) await go("GET /go?sourceType=accounting");
  faults.backplane = true;
  await go("GET /company");
  await go("GET /events");
  await open(pathname);
  await send(signedRequest({ secret, at: now, body: ofOthers, id: "msg_7" }));
  healths.push(await server.health());
  faults.backplane = false;

  healths.push(await server.health());
  // The company goes, the session, the process.
  for (const { id } of fake.companies()) {
    secrets.add(id);
    for (const connection of fake.connections(id)) secrets.add(connection.id);
  }
  fake.deleteCompany(test.companyId());
  await fake.webhooks.settle();
  await server.closeSessions({ customer: as });
  const closing = server.close();
  await go("GET /events");
  await closing;
  await settled();

  const told = JSON.stringify([records, healths]);
  expect(secrets.size).toBeGreaterThan(15);
  expect([...secrets].filter((secret) => told.includes(secret))).toEqual([]);
  expect(told).not.toMatch(/LEAK|@|:\/\/|[0-9a-f]{8}-[0-9a-f]{4}|\?/i);
  for (const record of records) expectAsTable(record);

  // Otherwise this would prove little.
  const types = new Set<string>(records.map(({ type }) => type));
  expect(Object.keys(logRecords).filter((type) => !types.has(type))).toEqual([]);
  const routes = new Set(recordsOf(records, "request").map(({ route }) => route));
  expect(routeNames.filter((route) => !routes.has(route))).toEqual([]);
  const outcomes = new Set(recordsOf(records, "webhook").map(({ outcome }) => outcome));
  expect(logRecords.webhook.outcome.filter((outcome) => !outcomes.has(outcome))).toEqual([]);
}, 120_000);
