import { OnboardingError } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

describe("OnboardingError", () => {
  it("carries its code, its page, and what was caught", () => {
    const cause = new Error("offline");
    const error = new OnboardingError("ONB-202", "It failed.", {
      recoverable: true,
      correlationId: "c1",
      cause,
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: "OnboardingError",
      code: "ONB-202",
      recoverable: true,
      correlationId: "c1",
    });
    expect(error.cause).toBe(cause);
    expect(error.message).toBe("It failed. See codat-onboarding/docs/errors/ONB-202.md");
  });

  it("is not recoverable unless it says so", () => {
    expect(new OnboardingError("ONB-101", "It failed.")).toMatchObject({
      recoverable: false,
      correlationId: undefined,
    });
  });
});
