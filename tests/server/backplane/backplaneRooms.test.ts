import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as names from "../../../src/server/backplane/backplaneRooms.js";

describe("the names on the backplane", () => {
  // What is stored under an old name is lost, and two versions of a companion share a backplane during a deploy.
  it("stay as they are", () => {
    const made = Object.entries(names).map(([name, make]) => [
      name,
      typeof make === "function" ? (make as (...parts: unknown[]) => string)("a", "b", "c") : make,
    ]);
    expect(Object.fromEntries(made)).toEqual({
      roomDigits: 11,
      companyDigits: "okVT8X8DK0P",
      companyRoom: "company:okVT8X8DK0P",
      inviteRoom: "company:a",
      customerRoom: "customer:7kSioKJAG6pjsEBFx2MFo1",
      sessionsRoom: "sessions",
      platformsRoom: "platforms",
      healthRoom: "health",
      snapshotValue: "snapshot",
      invitesValue: "invites",
      rootValue: "root",
      customerValue: "customer",
      existsValue: "exists",
      deletedValue: "deleted",
      returnValue: "return",
      webhookValue: "hook:a",
      organisationValue: "organisation:a",
      companyValue: "company",
      makingValue: "making",
      creationValue: "creation",
      platformValue: "platform:a",
      handledMark: "hooked:a",
      handledBodyMark: "hooked:a:b",
      toldMark: "told:a b c",
      organisationMark: "organisation:a",
      usesBucket: "a:c:b",
      accountBucket: "codat:a:b",
    });
  });

  it("are written nowhere else", () => {
    const folder = new URL("../../../src/server/", import.meta.url);
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
      /\.ts$/.test(file),
    );
    const writers = files.filter((file) =>
      /\b(backplane\.\w+|rooms\.enter)\(\s*["'`]/.test(
        readFileSync(new URL(file.replaceAll("\\", "/"), folder), "utf8"),
      ),
    );
    expect(files.length).toBeGreaterThan(50);
    expect(writers).toEqual([]);
  });

  it("of rooms say nothing of whose they are, and those of an invite lead to its company", async () => {
    const { createInviteTokens } = await import("../../../src/server/invites/inviteToken.js");
    const { newId } = createInviteTokens(["a secret that nobody has outside of the tests"]);
    const companyId = "0498e921-9b53-4396-a412-4f2f5983b0a2";
    expect(names.customerRoom("sam@oak.example")).toMatch(/^customer:[A-Za-z0-9]{22}$/);
    expect(names.inviteRoom(newId(companyId))).toBe(names.companyRoom(companyId));
    expect(newId(companyId)).toMatch(/^[A-Za-z0-9]{22}$/);
    const ids = Array.from({ length: 1_000 }, () => newId(companyId));
    expect(new Set(ids).size).toBe(1_000);
  });
});
