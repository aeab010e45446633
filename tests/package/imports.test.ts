import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./dist.js";
import { installPacked, runModule } from "./installed.js";
import { type Packed, packPackage } from "./packed.js";

let packed: Packed;

const { version: packageVersion } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** A host's companion, which says how it is. */
const serverModule = `
  import { createOnboardingServer } from "codat-onboarding/server";
  const records = [];
  const onboarding = createOnboardingServer({
    apiKey: "a-key",
    webhookSecret: "whsec_" + btoa("a secret of twenty-four bytes"),
    appName: "Acme Lending",
    authenticate: () => null,
    onLog: ({ type }) => records.push(type),
  });
  const { ready, version } = await onboarding.health();
  await onboarding.close();
  console.log(JSON.stringify({ ready, version, records }));`;

beforeAll(async () => {
  packed = await packPackage();
});

afterAll(() => packed?.remove());

describe("in plain Node, without a DOM and without React", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await installPacked(packed, []);
  });

  test("./core works", async () => {
    const printed = await runModule(
      folder,
      `import { hostedLinkUrl, mailtoUrl } from "codat-onboarding/core";
       console.log(hostedLinkUrl("F5B4A6E2-2F5C-4A0E-9B7E-3D1C5A2B8E90"));
       console.log(mailtoUrl({ subject: "a b", body: "c" }));`,
    );
    expect(printed.split("\n")).toEqual([
      "https://link.codat.io/company/f5b4a6e2-2f5c-4a0e-9b7e-3d1c5a2b8e90",
      "mailto:?subject=a%20b&body=c",
    ]);
  });

  test("./testing works", async () => {
    const printed = await runModule(
      folder,
      `import { createFakeCodat } from "codat-onboarding/testing";
       const codat = createFakeCodat();
       const { redirect } = codat.createCompany();
       console.log((await codat.fetch(new Request(redirect))).status);`,
    );
    expect(printed).toBe("200");
  });

  test("./server works, without Redis and OpenTelemetry", async () => {
    const printed = await runModule(folder, serverModule);
    expect(JSON.parse(printed)).toEqual({
      ready: true,
      version: packageVersion,
      records: ["server", "server"],
    });
  });

  test("./server is bundled where Redis and OpenTelemetry are absent", async () => {
    const outfile = join(folder, "bundled.mjs");
    const { metafile } = await build({
      stdin: { contents: serverModule, resolveDir: folder },
      bundle: true,
      outfile,
      metafile: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
    });
    expect(JSON.stringify(metafile.inputs)).not.toMatch(/opentelemetry|\/redis\//);
    expect(readFileSync(outfile, "utf8")).not.toContain("@opentelemetry");
    expect(JSON.parse(await runModule(folder, `import "./bundled.mjs";`)).ready).toBe(true);
  });

  test("./opentelemetry names what it lacks", async () => {
    const printed = await runModule(
      folder,
      `await import("codat-onboarding/opentelemetry").catch(({ message }) => console.log(message));`,
    );
    expect(printed).toContain("@opentelemetry/api");
  });

  test("a locale is a plain object", async () => {
    const printed = await runModule(
      folder,
      `import en from "codat-onboarding/locales/en";
       console.log(JSON.stringify(en) === JSON.stringify(structuredClone(en)), en.locale.slice(0, 2));`,
    );
    expect(printed).toBe("true en");
  });

  test("the invite in another language is a plain object", async () => {
    const printed = await runModule(
      folder,
      `import fr from "codat-onboarding/locales/mail/fr-CA";
       import { inviteMessage } from "codat-onboarding/core";
       const invite = { linkUrl: "https://a.example/b", sourceType: "banking", appName: "Acme" };
       console.log(fr.locale, inviteMessage(invite, { inviteMail: fr }).body.split("\\n")[0]);`,
    );
    expect(printed).toBe("fr-CA Bonjour,");
  });

  test.each(readdirSync(join(root, "tokens")))("./tokens/%s is JSON", async (name) => {
    const printed = await runModule(
      folder,
      `import tokens from "codat-onboarding/tokens/${name}" with { type: "json" };
       console.log(typeof tokens);`,
    );
    expect(printed).toBe("object");
  });

  test.each(["styles.css", "styles.layer.css"])("./%s is a file", async (name) => {
    const printed = await runModule(
      folder,
      `import { readFileSync } from "node:fs";
       console.log(readFileSync(new URL(import.meta.resolve("codat-onboarding/${name}")), "utf8").length > 0);`,
    );
    expect(printed).toBe("true");
  });

  test("what is not exported is sealed", async () => {
    const printed = await runModule(
      folder,
      `for (const path of ["dist/index.js", "hooks/step/stepContext.js", "components/internals/createPart", "locales/../hooks/step/stepContext", "locales/pages/en"])
         await import("codat-onboarding/" + path).then(() => console.log(path), ({ code }) => console.log(code));`,
    );
    expect(new Set(printed.split("\n"))).toEqual(
      new Set(["ERR_PACKAGE_PATH_NOT_EXPORTED", "ERR_INVALID_MODULE_SPECIFIER"]),
    );
  });
});

test("in plain Node with OpenTelemetry's API, ./opentelemetry measures", async () => {
  const folder = await installPacked(packed, ["@opentelemetry/api"]);
  const printed = await runModule(
    folder,
    `import { metrics } from "@opentelemetry/api";
     import { openTelemetryLog } from "codat-onboarding/opentelemetry";
     const log = openTelemetryLog();
     const meters = [];
     metrics.setGlobalMeterProvider({
       getMeter(...name) {
         meters.push(name.slice(0, 2));
         return new Proxy({}, { get: (_, made) => (name) => ({ record() {}, add: () => console.log(made, name) }) });
       },
     });
     log({ type: "company", outcome: "made" });
     console.log(JSON.stringify(meters));`,
  );
  expect(printed).toBe(
    `createCounter codat_onboarding.companies\n[["codat-onboarding","${packageVersion}"]]`,
  );
});

test("in plain Node with React, . imports and renders", async () => {
  const folder = await installPacked(packed, ["react", "react-dom", "scheduler"]);
  const printed = await runModule(
    folder,
    `import { ConnectCTA } from "codat-onboarding";
     import { createElement } from "react";
     import { renderToString } from "react-dom/server";
     console.log(renderToString(createElement(ConnectCTA, { companyId: "f5b4a6e2-2f5c-4a0e-9b7e-3d1c5a2b8e90" })));`,
  );
  expect(printed).toContain('href="https://link.codat.io/company/f5b4a6e2-2f5c-4a0e-9b7e-3d1c5a2b8e90"');
});
