import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "./dist.js";
import { installPacked, runModule } from "./installed.js";
import { type Packed, packPackage } from "./packed.js";

let packed: Packed;

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
