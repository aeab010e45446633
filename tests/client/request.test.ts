import { afterEach, describe, expect, it, vi } from "vitest";
import { companyQueryOptions, ensureCompany } from "../../src/client/companyQuery.js";
import { createInvitesClient } from "../../src/client/invitesClient.js";
import { requestCompanion } from "../../src/client/request.js";

afterEach(() => vi.unstubAllGlobals());

const invites = createInvitesClient("/api/codat");

describe("a page without a fetch, as Jest's jsdom is", () => {
  it.each([
    ["the company", () => ensureCompany("/api/codat"), "ONB-402"],
    [
      "the company's query",
      () => companyQueryOptions({ endpoint: "/api/codat", sessionKey: "sam" }).queryFn(),
      "ONB-402",
    ],
    ["an invite", () => invites.ensure({ kind: "connect", sourceType: "accounting" }), "ONB-407"],
    ["an invite's link", () => invites.link("a"), "ONB-407"],
    [
      "anything else",
      () => requestCompanion("ONB-406", "/api/codat/connections/a/unlink", "POST"),
      "ONB-406",
    ],
  ])("hears of an OnboardingError when it asks for %s", async (_, ask, code) => {
    vi.stubGlobal("fetch", undefined);
    // The name itself is gone, so that to say it is a ReferenceError.
    Reflect.deleteProperty(globalThis, "fetch");
    await expect(ask()).rejects.toMatchObject({ name: "OnboardingError", code, recoverable: true });
  });
});
