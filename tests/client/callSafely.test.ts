import { afterEach, describe, expect, it, vi } from "vitest";
import { callSafely } from "../../src/client/callSafely.js";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("what a callback threw", () => {
  const mistake = new Error("mistake");
  const fail = () => {
    throw mistake;
  };

  it("goes where uncaught errors go", () => {
    const reported = vi.fn();
    vi.stubGlobal("reportError", reported);
    callSafely(fail, undefined);
    expect(reported.mock.calls).toEqual([[mistake]]);
  });

  it("goes to the console in a DOM without reportError, as Jest's", () => {
    vi.stubGlobal("reportError", undefined);
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    callSafely(fail, undefined);
    expect(said.mock.calls).toEqual([[mistake]]);
  });
});
