import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OnboardingError, type OnboardingErrorCode, onboardingErrorCodes } from "../../src/core/errors.js";
import { type StepErrorCode, stepError } from "../../src/core/step/stepError.js";
import { serverErrors } from "../../src/server/errors/serverErrors.js";

const folder = new URL("../../docs/errors/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), "utf8");
const titleOf = (code: OnboardingErrorCode) =>
  new RegExp(`^# ${code}: (.+)$`, "m").exec(read(`${code}.md`))?.[1];

/** What an error of that code can say, but for the end that names its page. */
function sentencesOf(code: OnboardingErrorCode): string[] {
  const end = new OnboardingError(code, "").message;
  const parts = code === "ONB-106" ? ["FallbackPanel", "InviteLink"] : [undefined];
  const inBrowser = /^ONB-[56]/.test(code)
    ? []
    : parts.map((part) => stepError(code as StepErrorCode, undefined, part).message.replace(end, ""));
  const inCompanion = Object.values(serverErrors).filter((row) => row.code === code);
  return [...inBrowser, ...inCompanion.map(({ sentence }) => sentence)];
}

describe("the pages of the errors", () => {
  it("are one for every code, and no other", () => {
    const pages = readdirSync(folder).filter((file) => file !== "README.md");
    expect(pages.sort()).toEqual(onboardingErrorCodes.map((code) => `${code}.md`).sort());
  });

  it("are all listed, by their titles", () => {
    const listed = read("README.md").match(/^- .*$/gm);
    expect(listed).toEqual(onboardingErrorCodes.map((code) => `- [${code}](${code}.md): ${titleOf(code)}`));
  });

  it.each(onboardingErrorCodes)(
    "of %s quotes what it says, and tells what happened, the cause and the cure",
    (code) => {
      const page = read(`${code}.md`);
      expect([...page.matchAll(/^> (?:- )?(.+)$/gm)].map(([, text]) => text)).toEqual(sentencesOf(code));
      for (const heading of ["What happened", "Cause", "Cure"]) {
        expect(page).toMatch(new RegExp(`^\\*\\*${heading}\\.\\*\\* \\S`, "m"));
      }
    },
  );

  it.each(onboardingErrorCodes)("is where an error of %s leads", (code) => {
    const [, path] =
      / See codat-onboarding\/(\S+)$/.exec(new OnboardingError(code, "It failed.").message) ?? [];
    expect(read(`../../${path}`)).toContain(`# ${code}: `);
  });
});
