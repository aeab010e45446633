import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents } from "../../support/eventReader.js";
import {
  company,
  companyId,
  connection,
  connectionId,
  type Json,
  scriptedCodat,
} from "../codat/scriptedCodat.js";
import { companionTest } from "../companionTest.js";

const marker = "LEAK";
const text = fc.string({ maxLength: 10 }).map((one) => `${marker} ${one}`);

/** A value of any shape, every text in it marked. */
const secret: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, text, fc.constant(null), tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(fc.string({ maxLength: 10 }), tie("value"), { maxKeys: 4 }),
})).value;

/** Names that Codat uses and a browser never sees, and any others. */
const hidden = fc.oneof(
  fc.constantFrom("linkUrl", "name", "description", "createdByUserName", "sourceId", "integrationId"),
  fc.constantFrom("connectionInfo", "statusText", "errorMessage", "links", "products", "token", "email"),
  fc.constantFrom("__proto__", "constructor", "toString", "version", "deleted", "organisation", "at"),
  fc.string({ maxLength: 12 }),
);
const known = ["id", "status", "sourceType", "platformName", "integrationKey", "redirect", "tags", "created"];
const lists = ["lastSync", "dataConnections", "dataConnectionErrors", "referenceSubsidiaryCompanies"];
const needed = [
  "referenceCompany",
  "connection",
  "dataTypes",
  "connectionId",
  "dataType",
  "companyName",
  "erroredOnUtc",
];

const extra: fc.Arbitrary<Json> = fc
  .dictionary(hidden, secret, { maxKeys: 6 })
  .map((fields) =>
    Object.fromEntries(
      Object.entries(fields).filter(
        ([name]) => ![...known, ...lists, ...needed, "statusCode"].includes(name),
      ),
    ),
  );

/** Fields that are known, with a text where a word or a date is meant. */
const spoilt: fc.Arbitrary<Json> = fc.record(
  { status: text, sourceType: text, integrationKey: text, lastSync: text },
  { requiredKeys: [] },
);

const allowed: Readonly<Record<string, readonly string[]>> = {
  company: ["id", "linkHost", "connections", "arrivals", "readAt", "inviteHost", "invites"],
  connection: [
    "id",
    "platformName",
    "version",
    "deleted",
    "status",
    "sourceType",
    "integrationKey",
    "lastSync",
    "dataConnectionErrors",
  ],
  error: ["statusCode", "erroredOnUtc", "status"],
  arrival: ["at", "organisation"],
  invite: [
    "id",
    "kind",
    "sourceType",
    "platformName",
    "state",
    "createdAt",
    "expiresAt",
    "changedAt",
    "name",
    "version",
  ],
  event: ["type", "company", "connection", "connectionId", "at", "organisation", "invite"],
};

function expectOnly(kind: string, value: unknown): void {
  expect(allowed[kind]).toEqual(expect.arrayContaining(Object.keys(value as object)));
}

function expectConnection(one: unknown): void {
  expectOnly("connection", one);
  for (const error of (one as { dataConnectionErrors?: unknown[] }).dataConnectionErrors ?? [])
    expectOnly("error", error);
}

function expectCompany(value: unknown): void {
  expectOnly("company", value);
  const { connections, arrivals, invites } = value as {
    connections: unknown[];
    arrivals: object;
    invites: unknown[];
  };
  expect(invites.length).toBeGreaterThan(0);
  for (const invite of invites) expectOnly("invite", invite);
  for (const one of connections) expectConnection(one);
  for (const arrival of Object.values(arrivals)) expectOnly("arrival", arrival);
}

describe("what reaches a browser", () => {
  it("is what is allowed, whatever Codat sends", async () => {
    await fc.assert(
      fc.asyncProperty(extra, extra, extra, spoilt, async (more, inside, onError, wrong) => {
        const error = {
          ...onError,
          statusCode: "403",
          erroredOnUtc: "2026-11-20T12:30:00Z",
          status: "Active",
        };
        const told = { ...connection, ...inside, ...wrong, dataConnectionErrors: [error] };
        const found = { ...company, ...more, dataConnections: [told] };
        const codat = scriptedCodat({
          company: found,
          listed: { ...company, ...more },
          connection: told,
          info: { ...more, companyName: "Toft" },
        });
        const companion = companionTest({
          apiUrl: "https://api.codat.io",
          fetch: async (input, init) => {
            const request = new Request(input, init);
            const isPlatform = new URL(request.url).pathname === "/integrations/abcd";
            return isPlatform ? Response.json({ ...more, name: "Books" }) : codat(request);
          },
          returnUrl: "/onboarding",
          invites: {
            secret: "the tests sign their links with this, and nobody else",
            publicUrl: "https://apply.example",
          },
        });
        const { ask, fake, errors } = companion;

        const wish = { ...more, sourceType: "banking", kind: "self", platformKey: "abcd", prepared: true };
        const spoofed = { ...wish, name: undefined, locale: undefined };
        const invited = await ask("POST /invites", { body: spoofed });
        const { url, ...invite } = await invited.json();
        expect([invited.status, typeof url]).toEqual([200, "string"]);
        expectOnly("invite", invite);
        const stream = readEvents(await ask("GET /events"));
        const frames = await stream.take(1);
        const subject = { ...more, id: companyId, tags: { ...inside } };
        fake.webhooks.send("connection.failed", {
          ...more,
          referenceCompany: subject,
          connection: { ...told, status: "PendingAuth" },
        });
        fake.webhooks.send("read.completed.initial", {
          ...more,
          referenceCompany: subject,
          dataTypes: [{ ...inside, connectionId, dataType: "invoices" }],
        });
        fake.webhooks.send("connection.created", { ...more, connection: more });
        await fake.webhooks.settle();
        await ask(`DELETE /invites/${invite.id}`);
        await companion.server.closeSessions({ customer: "acme" });
        frames.push(...(await stream.rest()).frames.filter(({ data }) => data));

        expect(frames.filter(({ event }) => event === "invite")).toHaveLength(1);
        const bodies = [
          await ask("GET /company"),
          await ask("POST /company"),
          await ask("POST /connections", { body: { platformKey: "gbol" } }),
        ];
        const texts = await Promise.all(bodies.map((response) => response.text()));
        for (const response of bodies.slice(0, 2)) expect(response.status).toBe(200);
        for (const one of texts.slice(0, 2)) expectCompany(JSON.parse(one));
        expectConnection(JSON.parse(texts[2] ?? ""));
        for (const { data } of frames) {
          expectOnly("event", data);
          if (data && "company" in data) expectCompany(data.company);
          if (data?.type === "connection") expectConnection(data.connection);
          if (data?.type === "invite") expectOnly("invite", data.invite);
        }

        const query = `statuscode=200&errormessage=${marker}&platformname=${marker}&statustext=${marker}&companyid=${companyId}`;
        const pages = [
          await ask(`GET /return?${query}`),
          await ask(`GET /return?${query}`, { as: null }),
          await ask(`GET /go?use=${marker}`),
        ];
        const answers = [...bodies, ...pages].flatMap(({ headers }) =>
          [...headers].map(([, value]) => value),
        );
        const all = [
          ...texts,
          ...answers,
          ...(await Promise.all(pages.map((page) => page.text()))),
          JSON.stringify(frames),
          ...errors.map(({ message }) => message),
        ];
        expect(all.join("\n")).not.toMatch(/LEAK|otp|12345|Dan Tzabar|early access|8a156a5a|fd321cb6|"team"/);
      }),
      { numRuns: process.env["LAW_RUNS"] ? 3_000 : 60 },
    );
  }, 600_000);
});
