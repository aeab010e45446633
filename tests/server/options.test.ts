import type { OnboardingError } from "codat-onboarding/core";
import { createOnboardingServer, type OnboardingServerOptions } from "codat-onboarding/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { publishedSecrets } from "../../src/server/webhookSecret.js";
import { apiKey, webhookSecret } from "./companionTest.js";

const right: OnboardingServerOptions = {
  apiKey,
  webhookSecret,
  appName: "Acme Lending",
  authenticate: () => null,
};
const [published = ""] = publishedSecrets;

/** What a host without types may pass. */
function start(options: object): unknown {
  return createOnboardingServer({ ...right, ...options });
}

function refusal(options: object): OnboardingError {
  try {
    start(options);
  } catch (error) {
    return error as OnboardingError;
  }
  return expect.fail("It started.");
}

afterEach(() => vi.unstubAllEnvs());

describe("the options", () => {
  it("may be the four that are required, and no more", async () => {
    const server = createOnboardingServer(right);
    const response = await server.fetch(new Request("https://lender.example/api/codat/company"));
    expect(response.status).toBe(401);
    await server.close();
  });

  it("take environment variables as they are, and say which is not set", () => {
    const { UNSET_KEY, UNSET_SECRET } = process.env;
    const unset: OnboardingServerOptions = { ...right, apiKey: UNSET_KEY };
    expect(() => createOnboardingServer(unset)).toThrow(/apiKey is not set/);
    for (const secret of [UNSET_SECRET, [webhookSecret, UNSET_SECRET]]) {
      expect(() => createOnboardingServer({ ...right, webhookSecret: secret })).toThrow(
        /webhookSecret is not set/,
      );
    }
  });

  it.each<[string, object, string, RegExp]>([
    ["no apiKey", { apiKey: undefined }, "ONB-501", /environment variable/],
    ["an empty apiKey", { apiKey: "" }, "ONB-501", /environment variable/],
    ["an apiKey with a line break", { apiKey: "key\n" }, "ONB-501", /white space/],
    ["an apiKey that is no text", { apiKey: 17 }, "ONB-501", /no key/],
    ["a whole header as apiKey", { apiKey: `Basic${"x".repeat(60)}` }, "ONB-501", /key alone/],
    ["no webhookSecret", { webhookSecret: undefined }, "ONB-502", /environment variable/],
    ["an empty list of secrets", { webhookSecret: [] }, "ONB-502", /empty/],
    ["a short secret", { webhookSecret: "whsec_c2hvcnQ=" }, "ONB-502", /24 to 64/],
    ["a mistyped secret among several", { webhookSecret: [webhookSecret, "whsec"] }, "ONB-502", /begin with/],
    ["an apiUrl that is none", { apiUrl: "api.codat.io" }, "ONB-503", /no address/],
    ["an apiUrl with a query", { apiUrl: "https://api.codat.io/?a" }, "ONB-503", /no address/],
    ["an empty apiUrl", { apiUrl: "" }, "ONB-503", /no address/],
    ["a basePath without a slash", { basePath: "api/codat" }, "ONB-504", /no path/],
    ["a basePath that is encoded", { basePath: "/api%2Fcodat" }, "ONB-504", /no path/],
    ["a basePath that climbs", { basePath: "/api/../codat" }, "ONB-504", /no path/],
    ["a basePath with a query", { basePath: "/api?x" }, "ONB-504", /no path/],
    ["a star for an origin", { allowedOrigins: ["*"] }, "ONB-504", /without a slash or a star/],
    ["null for an origin", { allowedOrigins: ["null"] }, "ONB-504", /list of origins/],
    ["an origin with a slash", { allowedOrigins: ["https://app.example/"] }, "ONB-504", /to the letter/],
    ["an origin in upper case", { allowedOrigins: ["https://App.example"] }, "ONB-504", /to the letter/],
    ["origins that are no list", { allowedOrigins: "https://app.example" }, "ONB-504", /list/],
    ["link hosts with a scheme", { linkHosts: ["https://localhost"] }, "ONB-504", /without https/],
    ["a returnUrl of another host", { returnUrl: "//evil.example" }, "ONB-504", /leads nowhere/],
    ["a returnUrl that is a script", { returnUrl: "javascript:alert(1)" }, "ONB-504", /leads nowhere/],
    ["a privacyUrl that is a script", { privacyUrl: "javascript:alert(1)" }, "ONB-504", /leads nowhere/],
    ["no appName", { appName: undefined }, "ONB-505", /appName/],
    ["a blank appName", { appName: "  " }, "ONB-505", /appName/],
    ["no authenticate", { authenticate: undefined }, "ONB-505", /who is signed in/],
    ["an authenticate that is no function", { authenticate: {} }, "ONB-505", /no function/],
    ["a hook that is no function", { onDataReady: "fetch" }, "ONB-505", /onDataReady/],
    ["half a record", { companies: { get: () => null } }, "ONB-505", /get or set/],
    ["an empty supportContact", { supportContact: "" }, "ONB-505", /supportContact/],
  ])("throw for %s", (_, options, code, sentence) => {
    const error = refusal(options);
    expect(error).toMatchObject({ name: "OnboardingError", code, recoverable: false });
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(`errors/${code}`);
  });

  it("never quote a secret", () => {
    for (const options of [
      { apiKey: "sesame open" },
      { webhookSecret: "whsec_sesame!" },
      { webhookSecret: "sesame" },
      { apiUrl: "https://user:sesame@api.codat.io" },
    ]) {
      const { message, stack } = refusal(options);
      expect(`${message}${stack}`.replace(/\n\s+at .*/g, "")).not.toContain("sesame");
    }
  });

  it.each([
    ["a published secret", { webhookSecret: published }],
    ["a published secret among others", { webhookSecret: [webhookSecret, published] }],
    ["another API", { apiUrl: "https://codat.example" }],
    ["the API without TLS", { apiUrl: "http://api.codat.io" }],
    ["the API at another port", { apiUrl: "https://api.codat.io:8443" }],
  ])("in production refuse %s, unless a fake is allowed", (_, options) => {
    start(options);
    vi.stubEnv("NODE_ENV", "production");
    expect(refusal(options)).toMatchObject({ code: "ONB-503", message: expect.stringMatching(/allowFake/) });
    start({ ...options, allowFake: true });
    start({ apiUrl: "https://api.codat.io/" });
  });
});
