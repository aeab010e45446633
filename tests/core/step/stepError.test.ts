import { afterEach, describe, expect, it, vi } from "vitest";
import { stepError } from "../../../src/core/step/stepError.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("stepError", () => {
  it("says what happened and how to mend it, to whoever builds the page", () => {
    expect(stepError("ONB-104").message).toBe(
      "No appName: nobody could tell who asks. Pass it. See codat-onboarding/docs/errors/ONB-104.md",
    );
  });

  it.each([
    ["in production", () => vi.stubEnv("NODE_ENV", "production")],
    ["in a browser without a bundler", () => vi.stubGlobal("process", undefined)],
  ])("says where to read about it, %s", (_, arrange) => {
    arrange();
    const cause = new Error("offline");
    const error = stepError("ONB-202", { recoverable: true, cause });
    vi.unstubAllGlobals();
    expect(error).toMatchObject({ code: "ONB-202", recoverable: true, cause });
    expect(error.message).toBe(
      "The onboarding step met a problem. See codat-onboarding/docs/errors/ONB-202.md",
    );
  });
});
