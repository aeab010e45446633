import {
  type Connection,
  type ConnectionError,
  connectionStatus,
  parseSourceType,
} from "codat-onboarding/core";
import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => vi.unstubAllEnvs());

const synced = "2026-11-22T10:00:00Z";

function connection(status: string, more: Partial<Connection> = {}): Connection {
  return { status, sourceType: "Accounting", ...more };
}

function failure(
  statusCode: string,
  erroredOnUtc: string | null,
  status: string | null = "Active",
): ConnectionError {
  return { statusCode, erroredOnUtc, status };
}

function pending(...dataConnectionErrors: ConnectionError[]): Connection {
  return connection("PendingAuth", { dataConnectionErrors });
}

function statusOf(connections: Connection[], attemptedAt?: Date) {
  return connectionStatus(connections, { sourceType: "accounting", attemptedAt });
}

describe("connectionStatus", () => {
  it.each([
    ["idle", "no connection", []],
    ["idle", "an unknown status", [connection("Archived")]],
    ["pending", "PendingAuth", [connection("PendingAuth")]],
    ["connected", "Linked", [connection("Linked")]],
    ["connected", "Linked with null for its first sync", [connection("Linked", { lastSync: null })]],
    ["ready", "Linked with data", [connection("Linked", { lastSync: synced })]],
    ["disconnected", "Unlinked", [connection("Unlinked")]],
    ["disconnected", "Deauthorized", [connection("Deauthorized", { lastSync: synced })]],
    ["disconnected", "Unlinked and Deauthorized", [connection("Unlinked"), connection("Deauthorized")]],
    ["connected", "Linked before PendingAuth", [connection("PendingAuth"), connection("Linked")]],
    ["connected", "Linked before a failure", [pending(failure("500", synced)), connection("Linked")]],
    ["connected", "Linked before Unlinked", [connection("Unlinked"), connection("Linked")]],
    ["pending", "PendingAuth before Unlinked", [connection("Unlinked"), connection("PendingAuth")]],
    ["ready", "any Linked with data", [connection("Linked"), connection("Linked", { lastSync: synced })]],
    [
      "connected",
      "Linked beside another's old data",
      [connection("Linked"), connection("Unlinked", { lastSync: synced })],
    ],
    ["disconnected", "an unknown status beside Unlinked", [connection("Archived"), connection("Unlinked")]],
  ])("is %s for %s", (status, _, connections) => {
    expect(statusOf(connections)).toBe(status);
    expect(statusOf(connections.toReversed())).toBe(status);
  });

  it.each([
    ["QuickBooks Desktop", "pqsw"],
    ["Sage 50", "hbql"],
  ])("is ready when a one-time import of %s has ended its own access", (_, integrationKey) => {
    expect(statusOf([connection("Deauthorized", { integrationKey, lastSync: synced })])).toBe("ready");
    expect(statusOf([connection("Deauthorized", { integrationKey })])).toBe("disconnected");
    expect(statusOf([connection("Unlinked", { integrationKey, lastSync: synced })])).toBe("disconnected");
  });

  describe("of other source types", () => {
    it("counts only the step's own", () => {
      const connections = [
        connection("Linked", { sourceType: "Banking" }),
        connection("PendingAuth", { sourceType: "Commerce" }),
        connection("Linked", { sourceType: "Expense" }),
      ];
      expect(connectionStatus(connections, { sourceType: "accounting" })).toBe("idle");
      expect(connectionStatus(connections, { sourceType: "banking" })).toBe("connected");
      expect(connectionStatus(connections, { sourceType: "commerce" })).toBe("pending");
    });

    it("counts a bank feed as banking", () => {
      const connections = [connection("Linked", { sourceType: "BankFeed" })];
      expect(connectionStatus(connections, { sourceType: "banking" })).toBe("connected");
    });
  });

  describe("of an attempt", () => {
    const attemptedAt = new Date("2026-11-23T09:00:00Z");

    it.each([
      ["failed", "an error since", [failure("500", "2026-11-23T09:00:01Z")]],
      ["failed", "an error at that moment", [failure("500", "2026-11-23T09:00:00Z")]],
      ["failed", "an error since, written without a zone", [failure("500", "2026-11-23T09:00:01")]],
      ["failed", "an error since, in another zone", [failure("500", "2026-11-23T10:30:00+01:00")]],
      ["pending", "an error before", [failure("500", "2026-11-23T08:59:59Z")]],
      ["pending", "an error before, written without a zone", [failure("500", "2026-11-23T08:59:59.999")]],
      ["pending", "an error before, in another zone", [failure("500", "2026-11-23T09:30:00+01:00")]],
      ["pending", "a cancel since", [failure("403", "2026-11-23T09:00:01Z")]],
      [
        "pending",
        "an error, and a cancel since",
        [failure("500", "2026-11-23T09:00:01Z"), failure("403", "2026-11-23T09:00:02Z")],
      ],
      [
        "failed",
        "a cancel, and an error since",
        [failure("403", "2026-11-23T09:00:01Z"), failure("500", "2026-11-23T09:00:02Z")],
      ],
      ["pending", "an error without a time", [failure("500", null)]],
      ["pending", "an error at no time", [failure("500", "soon")]],
      ["pending", "no error", []],
    ])("is %s with %s", (status, _, errors) => {
      expect(statusOf([pending(...errors)], attemptedAt)).toBe(status);
      expect(statusOf([pending(...errors.toReversed())], attemptedAt)).toBe(status);
    });

    it.each(["Pacific/Kiritimati", "Pacific/Pago_Pago"])(
      "reads times without a zone as UTC in %s",
      (zone) => {
        vi.stubEnv("TZ", zone);
        expect(statusOf([pending(failure("500", "2026-11-23T09:00:01"))], attemptedAt)).toBe("failed");
        expect(statusOf([pending(failure("500", "2026-11-23T08:59:59"))], attemptedAt)).toBe("pending");
      },
    );

    it("is failed when one of several attempts failed", () => {
      expect(statusOf([pending(), pending(failure("500", "2026-11-23T09:00:01Z"))], attemptedAt)).toBe(
        "failed",
      );
    });
  });

  it.each([
    ["failed", failure("500", synced, "Active")],
    ["failed", failure("500", synced, null)],
    ["pending", failure("500", synced, "Resolved")],
    ["pending", failure("403", synced, "Active")],
  ])("is %s by Codat's own mark when nobody knows when the attempt began", (status, error) => {
    expect(statusOf([pending(error)])).toBe(status);
  });

  it("reads null where Codat writes null", () => {
    expect(statusOf([connection("PendingAuth", { dataConnectionErrors: null, integrationKey: null })])).toBe(
      "pending",
    );
  });

  it("does not reorder the errors it is given", () => {
    const errors = Object.freeze([
      failure("500", "2026-11-22T09:00:00Z"),
      failure("403", "2026-11-23T09:00:00Z"),
    ]);
    expect(statusOf([connection("PendingAuth", { dataConnectionErrors: errors })])).toBe("pending");
  });
});

describe("parseSourceType", () => {
  it.each([
    ["accounting", "accounting"],
    ["Accounting", "accounting"],
    ["BANKING", "banking"],
    ["BankFeed", "banking"],
    ["Commerce", "commerce"],
    ["Expense", undefined],
    ["Other", undefined],
    ["Unknown", undefined],
    ["toString", undefined],
    ["", undefined],
    [" accounting", undefined],
    [null, undefined],
    [1, undefined],
    [["accounting"], undefined],
  ])("reads %j as %s", (input, sourceType) => {
    expect(parseSourceType(input)).toBe(sourceType);
  });
});
