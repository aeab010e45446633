import cluster from "node:cluster";
import { memoryBackplane } from "codat-onboarding/server";
import { afterEach, expect, it, vi } from "vitest";
import type { OnboardingError } from "../../../src/core/errors.js";
import { createReportNothingShared, signOfSeveral } from "../../../src/server/utils/reportNothingShared.js";
import { companionTest, origin } from "../companionTest.js";
import { colleagueTest, inviteSecret } from "../routes/colleagueTest.js";

afterEach(() => vi.unstubAllEnvs());

it.each([
  [{}, undefined],
  [{ NODE_APP_INSTANCE: "0", WEB_CONCURRENCY: "1" }, undefined],
  [{ NODE_APP_INSTANCE: "1" }, /NODE_APP_INSTANCE$/],
  [{ WEB_CONCURRENCY: "4" }, /WEB_CONCURRENCY$/],
  [{ WEB_CONCURRENCY: "many", NODE_APP_INSTANCE: "" }, undefined],
])("one of several processes is known by %o", (env, sign) => {
  const found = signOfSeveral(env, false);
  if (sign) expect(found).toMatch(sign);
  else expect(found).toBeUndefined();
});

it("a cluster’s worker is known by the runtime", () => {
  expect(signOfSeveral({}, true)).toContain("cluster");
  expect(cluster.isWorker).toBe(false);
  expect(signOfSeveral({})).toBeUndefined();
});

it("is said once, and not where something is shared", () => {
  const said: OnboardingError[] = [];
  const report = (error: unknown) => void said.push(error as OnboardingError);
  const say = createReportNothingShared({ durable: false }, report);
  say("A sign");
  say("Another sign");
  createReportNothingShared({ durable: true }, report)("A sign");
  expect(said).toMatchObject([{ code: "ONB-523", message: expect.stringMatching(/^A sign\. /) }]);
});

it("is said when the companion is made in one of several processes", () => {
  vi.stubEnv("WEB_CONCURRENCY", "2");
  expect(companionTest().errors).toMatchObject([{ code: "ONB-523" }]);
  const durable = { ...memoryBackplane(), durable: true };
  expect(companionTest({ backplane: durable }).errors).toEqual([]);
});

it("is said once when an invite comes that was signed here and made elsewhere, and not of a forged one", async () => {
  const test = colleagueTest();
  const { path } = await test.invite();
  const errors: OnboardingError[] = [];
  const other = companionTest({
    fake: test.fake,
    invites: { secret: inviteSecret, publicUrl: origin },
    onError: (error) => errors.push(error),
  });
  const open = (address: string) => other.server.fetch(new Request(origin + address));
  expect((await open(`${path.slice(0, -1)}${path.endsWith("a") ? "b" : "a"}`)).status).toBe(404);
  expect(errors).toEqual([]);
  expect([(await open(path)).status, (await open(path)).status]).toEqual([404, 404]);
  expect(errors.map(({ code }) => code)).toEqual(["ONB-523"]);
  expect(errors[0]?.message).not.toContain(path.split("/").at(-1));
});
