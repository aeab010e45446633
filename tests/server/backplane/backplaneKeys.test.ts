import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as names from "../../../src/server/backplane/backplaneKeys.js";

describe("the names on the backplane", () => {
  // What is stored under an old name is lost, and two versions of a companion share a backplane during a deploy.
  it("stay as they are", () => {
    const made = Object.entries(names).map(([name, make]) => [
      name,
      typeof make === "string" ? make : (make as (...parts: unknown[]) => string)("a", "b", "c"),
    ]);
    expect(Object.fromEntries(made)).toEqual({
      companyChannel: "company:a",
      sessionsChannel: "sessions",
      snapshotKey: "snapshot:a",
      companyOfKey: "company-of:a",
      customerOfKey: "customer-of:a",
      companyExistsKey: "exists:a",
      creationKey: "company-key:a",
      rootKey: "root:a",
      inviteKey: "invite:a",
      invitesKey: "invites:a",
      organisationNameKey: "organisation:a",
      platformNameKey: "platform:a",
      handledWebhookKey: "hooked:a",
      creationLease: "create-company:a",
      invitesLease: "invites:a",
      returnLease: "return:a",
      webhookLease: "hook:a",
      webhookEventId: "a b c",
      readingEventId: "read:a:b:c",
      inviteEventId: "invite:a:b",
      organisationEventId: "organisation:a",
    });
  });

  it("are written nowhere else", () => {
    const folder = new URL("../../../src/server/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.ts$/.test(file),
    );
    const writers = files.filter((file) =>
      /\b(backplane\.\w+|withLease)\(\s*["'`]/.test(
        readFileSync(new URL(file.replaceAll("\\", "/"), folder), "utf8"),
      ),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(writers).toEqual([]);
  });
});
