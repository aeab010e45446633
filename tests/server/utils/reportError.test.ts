import { redisBackplane } from "codat-onboarding/redis";
import { expect, it } from "vitest";
import { companionTest } from "../companionTest.js";

it("reports a backplane that is away once a minute, however many ask meanwhile", async () => {
  // Nobody listens there.
  const backplane = redisBackplane({ url: "redis://127.0.0.1:1", patience: 50, onError: () => {} });
  const { ask, errors } = companionTest({ backplane });
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) => ask("POST /company", { as: `c${n}` })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers.map(({ headers }) => headers.get("retry-after"))).toEqual(answers.map(() => "5"));
  expect(errors.map(({ code }) => code)).toEqual(["ONB-510"]);
  await backplane.close();
});
