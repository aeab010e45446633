import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OnboardingError, onboardingErrorCodes } from "../../../src/core/errors.js";
import { asOnboardingError, serverError } from "../../../src/server/errors/serverError.js";
import { serverErrors } from "../../../src/server/errors/serverErrors.js";

const sources = ["server", "redis"].flatMap((room) => {
  const folder = new URL(`../../../src/${room}/`, import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts"))
    .map((file) => ({ file, text: readFileSync(new URL(file, folder), "utf8") }));
});

describe("the table of the companion's errors", () => {
  it("has every code of the companion and of webhooks", () => {
    const codes = new Set<string>(Object.values(serverErrors).map(({ code }) => code));
    expect(onboardingErrorCodes.filter((code) => /^ONB-[56]/.test(code) && !codes.has(code))).toEqual([]);
  });

  it("has whole sentences, each once", () => {
    const sentences = Object.values(serverErrors).map(({ sentence }) => sentence);
    expect(sentences.filter((sentence) => !/^\S.*[.]$/.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it("is where every error of the companion is made", () => {
    const makers = sources.filter(({ text }) => text.includes("new OnboardingError("));
    expect(makers.map(({ file }) => file)).toEqual(["errors/serverError.ts"]);
  });

  it("has no row that nobody uses", () => {
    const users = sources.filter(({ file }) => !file.startsWith("errors/serverError"));
    const unused = Object.keys(serverErrors).filter(
      (kind) => !users.some(({ text }) => text.includes(`"${kind}"`)),
    );
    // The default of `asOnboardingError`.
    expect(unused).toEqual(["unforeseen"]);
  });
});

describe("an error of the companion", () => {
  it("says what its row says, with the holes filled", () => {
    const cause = new Error("a database");
    const error = serverError("hostThrew", { values: { option: "authenticate" }, cause });
    expect(error).toMatchObject({ code: "ONB-510", recoverable: true, cause });
    expect(error.message).toBe(
      "The host’s authenticate threw, or took too long. Its error is the cause of this one. See codat-onboarding/docs/errors/ONB-510.md",
    );
  });

  it("is recoverable as its row says, unless it is told otherwise", () => {
    const values = { status: "500" };
    expect(serverError("codatRefused", { values }).recoverable).toBe(false);
    expect(serverError("codatRefused", { values, recoverable: true }).recoverable).toBe(true);
    expect(serverError("lineFull").recoverable).toBe(true);
  });

  it("carries Codat's id for the call", () => {
    expect(serverError("codatListUnreadable", { correlationId: "c0ffee" }).correlationId).toBe("c0ffee");
  });

  it("is what was caught, if that is one, else has it as its cause", () => {
    const error = new OnboardingError("ONB-511", "Used up.");
    expect(asOnboardingError(error)).toBe(error);
    expect(asOnboardingError("text")).toMatchObject({ code: "ONB-510", cause: "text", recoverable: true });
    expect(asOnboardingError("text", "backplaneFailed").message).toContain("backplane");
  });

  it("must have its holes filled", () => {
    // @ts-expect-error its sentence has a hole
    serverError("hostThrew");
    // @ts-expect-error and another name than this
    serverError("hostThrew", { values: { name: "authenticate" } });
  });
});
