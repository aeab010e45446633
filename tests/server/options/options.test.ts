import type { OnboardingError } from "codat-onboarding/core";
import {
  createOnboardingServer,
  memoryBackplane,
  type OnboardingServerOptions,
} from "codat-onboarding/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { publishedSecrets } from "../../../src/server/options/webhookSecret.js";
import { routePaths } from "../../../src/server/routes/routePaths.js";
import { apiKey, webhookSecret } from "../companionTest.js";

const right: OnboardingServerOptions = {
  apiKey,
  webhookSecret,
  appName: "Acme Lending",
  authenticate: () => null,
};
const day = 24 * 3_600_000;
const secret = "the tests sign their links with this, and nobody else";
const invites = { secret, publicUrl: "https://apply.example" };
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
    for (const unset of [UNSET_SECRET, [webhookSecret, UNSET_SECRET]]) {
      expect(() => createOnboardingServer({ ...right, webhookSecret: unset })).toThrow(
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
    ["streams that are no object", { streams: 15 }, "ONB-505", /streams option/],
    ["a limit of streams that is not known", { streams: { heartBeat: 15_000 } }, "ONB-505", /heartbeat/],
    ["a heartbeat that is a text", { streams: { heartbeat: "15s" } }, "ONB-505", /heartbeat/],
    ["no heartbeat at all", { streams: { heartbeat: 0 } }, "ONB-505", /heartbeat/],
    ["a padding of a megabyte", { streams: { padding: 2 ** 20 } }, "ONB-505", /padding .* 0 to 65536/],
    ["a padding below zero", { streams: { padding: -1 } }, "ONB-505", /padding/],
    ["a lifetime that no timer holds", { streams: { lifetime: 2 ** 31 } }, "ONB-505", /lifetime/],
    ["no stream for a customer", { streams: { perCustomer: 0 } }, "ONB-505", /perCustomer/],
    ["no stream for a process", { streams: { perProcess: 0 } }, "ONB-505", /perProcess .* from 1/],
    ["half a stream a second", { streams: { perSecond: 0.5 } }, "ONB-505", /perSecond .* from 1/],
    ["a notice before now", { streams: { notice: -1 } }, "ONB-505", /notice .* from 0/],
    ["a log that is no function", { onLog: "debug" }, "ONB-505", /onLog/],
    ["half a byte to queue", { streams: { queuedBytes: 0.5 } }, "ONB-505", /queuedBytes/],
    ["a budget that is no object", { budget: 30 }, "ONB-505", /budget option/],
    ["a budget that is not known", { budget: { weekly: 30 } }, "ONB-505", /burst, hourly, daily, reserve/],
    ["no calls at all", { budget: { burst: 0 } }, "ONB-505", /burst .* from 1/],
    ["half a call a day", { budget: { daily: 0.5 } }, "ONB-505", /daily/],
    ["calls that are a text", { budget: { hourly: "30" } }, "ONB-505", /hourly/],
    ["all of the day kept", { budget: { reserve: 1 } }, "ONB-505", /reserve .* from 0 to 0.9/],
    ["sessions checked too often", { streams: { recheck: 8_000 } }, "ONB-505", /recheck/],
    ["heartbeats that are too rare", { streams: { heartbeat: 60_000 } }, "ONB-505", /recheck/],
  ])("throw for %s", (_, options, code, sentence) => {
    const error = refusal(options);
    expect(error).toMatchObject({ name: "OnboardingError", code, recoverable: false });
    expect(error.message).toMatch(sentence);
    expect(error.message).toContain(`errors/${code}`);
  });

  it.each<[string, object, RegExp]>([
    ["no secret", { secret: undefined }, /environment variable/],
    ["an empty secret", { secret: "" }, /environment variable/],
    ["no secret in a list", { secret: [] }, /environment variable/],
    ["one of several that is not set", { secret: [secret, undefined] }, /environment variable/],
    ["a short secret", { secret: "x".repeat(31) }, /32 characters/],
    ["a secret of white space", { secret: " ".repeat(40) }, /32 characters/],
    ["a secret that is no text", { secret: 17 }, /32 characters/],
    ["no publicUrl", { publicUrl: undefined }, /no origin/],
    ["a publicUrl without TLS", { publicUrl: "http://apply.example" }, /no origin/],
    [
      "a publicUrl whose name ends like loopback's",
      { publicUrl: "http://apply-localhost:4320" },
      /no origin/,
    ],
    ["a publicUrl with a path", { publicUrl: "https://apply.example/connect" }, /no origin/],
    ["a publicUrl with a query", { publicUrl: "https://apply.example/?a" }, /no origin/],
    ["a publicUrl with a user", { publicUrl: "https://user@apply.example" }, /no origin/],
    ["a publicUrl that is a script", { publicUrl: "javascript:alert(1)" }, /no origin/],
    ["a path without a slash", { path: "connect" }, /no path/],
    ["the root as path", { path: "/" }, /no path/],
    ["a path that climbs", { path: "/a/../b" }, /no path/],
    ["a path that is encoded", { path: "/con%6Eect" }, /no path/],
    ["a path that is no text", { path: 7 }, /no path/],
    ["the basePath as path", { path: "/api/codat" }, /overlap/],
    ["a path in the basePath", { path: "/api/codat/connect" }, /overlap/],
    ["a path around the basePath", { path: "/api" }, /overlap/],
    ["a ttl of a minute", { ttl: 60_000 }, /ttl/],
    ["a ttl of a year", { ttl: 365 * day }, /ttl/],
    ["a ttl that is no number", { ttl: Number.NaN }, /ttl/],
    ["a ttl that is a text", { ttl: "14 days" }, /ttl/],
    ["a logo of another host", { logo: "https://cdn.example/logo.svg" }, /logo/],
    ["a logo of another host, in disguise", { logo: "//cdn.example/logo.svg" }, /logo/],
    ["a logo that is a page", { logo: "data:text/html,hello" }, /logo/],
    ["a logo with a quotation mark", { logo: '/a"onerror=' }, /logo/],
    ["colours that are a text", { colors: "teal" }, /colors/],
    ["a colour that ends its declaration", { colors: { accent: "red;}body{display:none" } }, /colors/],
    ["a colour that ends its rule", { colors: { accent: "red}" } }, /colors/],
    ["a colour that fetches", { colors: { onAccent: "url(//evil.example)" } }, /colors/],
    ["a colour in a colour", { colors: { accent: "rgb(var(--a) 0 0)" } }, /colors/],
    ["a colour with a comment", { colors: { accent: "red/*" } }, /colors/],
    ["a colour of two lines", { colors: { accent: "red\n" } }, /colors/],
    ["an empty colour", { colors: { accent: "" } }, /colors/],
    ["a night's colour that is none", { colors: { dark: { accent: "#12" } } }, /colors/],
    ["a night that is a text", { colors: { dark: "black" } }, /colors/],
    ["a colour that no rule can follow", { colors: { accent: "var(--brand)" } }, /colors/],
    ["a font that ends its declaration", { font: "Acme; color: red" }, /font/],
    ["a font that ends its text", { font: '"Acme' }, /font/],
    ["a font in two lines", { font: '"Acme\n"' }, /font/],
    ["no name of a font", { font: "Acme, " }, /font/],
    ["a font that is a number", { font: 4 }, /font/],
    ["a font's file of another host", { font: "Acme", fontFile: "https://cdn.example/acme.woff2" }, /font/],
    ["a font's file that is a picture", { font: "Acme", fontFile: "data:image/png;base64,AA" }, /font/],
    ["a font's file of no font", { fontFile: "/acme.woff2" }, /font/],
    ["a logo that is a font", { logo: "data:font/woff2;base64,AA" }, /logo/],
    ["a radius without a unit", { radius: "8" }, /radius/],
    ["a radius that ends its declaration", { radius: "8px;" }, /radius/],
    ["a radius that is a number", { radius: 8 }, /radius/],
    ["names of which nothing is known", { names: "all" }, /names/],
  ])("of invites throw for %s", (_, wrong, sentence) => {
    const error = refusal({ invites: { ...invites, ...wrong } });
    expect(error).toMatchObject({ name: "OnboardingError", code: "ONB-512", recoverable: false });
    expect(error.message).toMatch(sentence);
  });

  it("of invites may be given in many ways", () => {
    for (const more of [
      {},
      { secret: [secret, `${secret}, the old one`] },
      { publicUrl: "https://apply.example/" },
      { publicUrl: "http://localhost:4320" },
      { publicUrl: "http://[::1]:4320" },
      { path: "/connect/to-us/" },
      { path: "/api/codat-invites" },
      { ttl: day / 24 },
      { ttl: 90 * day },
      { logo: "/logo.svg?v=2" },
      { logo: "data:image/svg+xml;base64,PHN2Zy8+" },
      { colors: { accent: "#0b5", onAccent: "White", dark: { accent: "oklch(70% 0.1 200 / 50%)" } } },
      { colors: { accent: "rgba(0, 80, 160, .5)", dark: {} } },
      { font: "system-ui, 'Acme Sans', \"Ä 2\", sans-serif", fontFile: "/fonts/acme.woff2?v=2" },
      { font: "Acme", fontFile: "data:font/woff2;base64,d09GMg" },
      { radius: "0px" },
      { radius: "0.5rem" },
      { names: "verified" },
    ]) {
      start({ invites: { ...invites, ...more } });
    }
    start({ basePath: "/", invites });
    start({ basePath: "/", invites: { ...invites, path: "/connections-of-ours" } });
    start({ invites: undefined });
  });

  it.each(Object.values(routePaths))(
    "of invites leave %s alone where the companion is at the root",
    (path) => {
      const [, segment] = path.split("/");
      for (const taken of [`/${segment}`, `/${segment}/with/more`]) {
        const refused = refusal({ basePath: "/", invites: { ...invites, path: taken } });
        expect(refused).toMatchObject({ code: "ONB-512", message: expect.stringMatching(/overlap/) });
      }
    },
  );

  it("of streams may be zero where that means none", () => {
    start({ streams: {} });
    start({ streams: { padding: 0, drain: 0, notice: 0, lifetime: undefined } });
    start({ streams: { heartbeat: 60_000, recheck: 120_000 } });
  });

  it("of invites refuse a backplane that forgets, in production", () => {
    vi.stubEnv("NODE_ENV", "production");
    expect(refusal({ invites })).toMatchObject({
      code: "ONB-513",
      message: expect.stringMatching(/allowMemory/),
    });
    start({ invites: { ...invites, allowMemory: true } });
    start({ invites, allowFake: true });
    start({ invites, backplane: { ...memoryBackplane(), durable: true } });
  });

  it("never quote a secret", () => {
    for (const options of [
      { invites: { ...invites, secret: "sesame" } },
      { invites: { ...invites, secret: ["sesame open, sesame open, sesame open", "sesame"] } },
      { invites: { ...invites, publicUrl: "https://user:sesame@apply.example" } },
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
