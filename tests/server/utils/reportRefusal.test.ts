import { expect, it } from "vitest";
import type { OnboardingError } from "../../../src/core/errors.js";
import { createReportRefusal } from "../../../src/server/utils/reportRefusal.js";
import { createVirtualTime } from "../../support/virtualTime.js";

it("reports the first refusal of a kind at once, and those of the next minute as one count", async () => {
  const { timers, advance } = createVirtualTime();
  const errors: OnboardingError[] = [];
  const refuse = createReportRefusal((error) => errors.push(error), timers);
  const codes = () => errors.splice(0).map(({ code }) => code);

  for (let times = 0; times < 1_000; times++) refuse("webhookUnsigned");
  refuse("originUnproven");
  expect(codes()).toEqual(["ONB-603", "ONB-519"]);
  await advance(59_999);
  expect(codes()).toEqual([]);
  await advance(1);
  expect(errors).toMatchObject([
    { code: "ONB-521", message: expect.stringMatching(/^999 more requests .* each with ONB-603\./) },
  ]);
  errors.length = 0;

  refuse("webhookUnsigned");
  expect(codes()).toEqual(["ONB-603"]);
  await advance(60_000);
  expect(codes()).toEqual([]);
});
