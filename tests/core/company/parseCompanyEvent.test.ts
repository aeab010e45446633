import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import type { CompanyEvent } from "../../../src/core/company/companyEvent.js";
import { parseCompany, parseCompanyEvent } from "../../../src/core/company/parseCompanyEvent.js";

const connection = {
  id: "a",
  platformName: "Xero",
  version: "2026-03-02T09:00:00.0000000Z/1",
  status: "Linked",
  sourceType: "Accounting",
  integrationKey: "gbol",
  lastSync: "2026-03-02T09:00:00.000Z",
  dataConnectionErrors: [{ statusCode: "403", erroredOnUtc: "2026-03-02T09:00:00", status: "Active" }],
};
const company: Company = {
  id: "c",
  linkHost: "link.codat.io",
  connections: [connection, { ...connection, id: "b", deleted: true }],
  arrivals: { a: { at: "2026-03-02T09:00:00.000Z", organisation: "Sam's Bakery" } },
};
const invite = {
  id: "i",
  kind: "connect",
  sourceType: "accounting",
  platformName: "Xero",
  state: "prepared",
  createdAt: "2026-03-02T09:00:00.000Z",
  expiresAt: "2026-03-16T09:00:00.000Z",
  changedAt: "2026-03-02T09:00:00.000Z",
  name: "Priya",
  version: 1,
} as const;
const inviting: Company = { ...company, inviteHost: "apply.example", invites: [invite] };
const events: CompanyEvent[] = [
  { type: "snapshot", company },
  { type: "resync", company },
  { type: "snapshot", company: { ...company, asOf: "2026-03-02T09:00:00.000Z" } },
  { type: "connection", connection },
  { type: "data", connectionId: "a", at: "2026-03-02T09:00:00.000Z", organisation: "Sam's Bakery" },
  { type: "data", connectionId: "a", at: "2026-03-02T09:00:00.000Z" },
  { type: "snapshot", company: inviting },
  { type: "invite", invite },
];

describe("what a browser understands", () => {
  it.each(events)("is an event of type $type, as it was sent", (event) => {
    expect(parseCompanyEvent(JSON.parse(JSON.stringify(event)))).toEqual(event);
  });

  it("is nothing that is not on the list", () => {
    const more = { linkUrl: "https://link.codat.io/x?otp=1", tags: {}, __proto__: null };
    const sent = {
      type: "snapshot",
      ...more,
      company: {
        ...company,
        ...more,
        connections: [{ ...connection, ...more }],
        arrivals: { a: { at: "x", ...more } },
        invites: [{ ...invite, ...more, url: "https://apply.example/connect/otp" }],
      },
    };
    expect(parseCompanyEvent(sent)).toHaveProperty("company.invites.length", 1);
    expect(JSON.stringify(parseCompanyEvent(sent))).not.toMatch(/otp|tags|linkUrl/);
  });

  it.each([
    null,
    undefined,
    1,
    "x",
    [],
    {},
    { type: "snapshot" },
    { type: "snapshot", company: null },
    { type: "connection", connection: { ...connection, version: 3 } },
    { type: "connection", connection: [] },
    { type: "data" },
    { type: "data", connectionId: "a" },
    { type: "data", connectionId: 1, at: "x" },
    { type: "invite" },
    { type: "invite", invite: { ...invite, id: "" } },
    { type: "invite", invite: { ...invite, state: "none" } },
    { type: "invite", invite: { ...invite, state: "sent" } },
    { type: "invite", invite: { ...invite, kind: "reminder" } },
    { type: "invite", invite: { ...invite, sourceType: "Accounting" } },
    { type: "invite", invite: { ...invite, expiresAt: "soon" } },
    { type: "invite", invite: { ...invite, version: "1" } },
    { type: "snapshot", company: { ...company, connections: {} } },
    { type: "__proto__" },
  ])("is not %j", (input) => {
    expect(parseCompanyEvent(input)).toBeUndefined();
  });

  it("leaves out of a company what cannot be understood, and nothing else", () => {
    const sent = {
      ...company,
      connections: [null, connection, { id: "x" }],
      arrivals: { a: null, b: { at: "x" } },
    };
    expect(parseCompany(sent)).toEqual({
      ...company,
      connections: [connection],
      arrivals: { b: { at: "x" } },
    });
    expect(parseCompany({ ...company, arrivals: undefined })?.arrivals).toEqual({});
    const invites = [null, { ...invite, state: "lost" }, { ...invite, name: 1, platformName: null }];
    expect(parseCompany({ ...inviting, invites })?.invites).toEqual([
      { ...invite, name: undefined, platformName: undefined },
    ]);
    expect(parseCompany({ ...inviting, invites: {} })?.invites).toBeUndefined();
  });

  it("takes a spec-legal null for nothing told", () => {
    const sent = {
      ...connection,
      platformName: null,
      integrationKey: null,
      lastSync: null,
      dataConnectionErrors: null,
    };
    expect(parseCompanyEvent({ type: "connection", connection: sent })).toEqual({
      type: "connection",
      connection: {
        id: "a",
        platformName: "",
        version: connection.version,
        status: "Linked",
        sourceType: "Accounting",
      },
    });
  });

  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.constantFrom("snapshot", "connection", "data", "invite"),
        (input, type) => {
          parseCompanyEvent(input);
          parseCompanyEvent({
            type,
            company: input,
            connection: input,
            invite: input,
            connectionId: input,
            at: input,
          });
          parseCompany({ id: "c", linkHost: "x", connections: [input], invites: [input], arrivals: input });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
