import { appendFileSync } from "node:fs";
import type { Browser } from "playwright";
import { afterAll, beforeAll, describe, test } from "vitest";
import { startBrowser } from "../hosts/support/browser.js";
import { networks } from "./networks.js";
import { type NetworkVisit, visitNetwork } from "./networkVisit.js";
import { missingForNginx } from "./nginx.js";
import { type Site, startSite } from "./site.js";

const { NETWORKS_TABLE } = process.env;
const missing = missingForNginx();
let browser: Browser;
let site: Site;

beforeAll(async () => {
  [browser, site] = await Promise.all([startBrowser(), startSite()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const isReady = ({ nginx }: { nginx?: boolean }) => !nginx || missing.length === 0;
const numbered = networks.map((network, place) => ({ ...network, customer: `customer-${place}` }));

for (const { name } of numbered.filter((network) => !isReady(network))) {
  const skipped = `SKIPPED, NOT PROVED: ${name} needs ${missing.join(", ")}, not found, not installable here`;
  console.warn(skipped);
  test.skip(skipped);
}

describe.concurrent("a page behind", () => {
  for (const { customer, ...network } of numbered.filter(isReady))
    test(`${network.name} leads to Codat, hands over, says what is wrong, and is level again`, async ({
      expect,
    }) => {
      const visit = await visitNetwork(browser, site, network, customer);
      const { fault } = network;
      expect(visit.shown).toMatchObject({ status: "connected", reason: null });
      expect(visit.shown.text).toContain("Xero is connected");
      expect(visit.server).toEqual(["Linked"]);
      expect(visit.handedOver === undefined).toBe(fault === "companion");
      expect(visit.worded !== undefined).toBe(fault === "stream" || fault === "companion");
      if (visit.worded !== undefined) {
        // What the customer has done elsewhere cannot be known yet, and no sentence says that it will.
        expect(visit.during.status).toBe(fault === "companion" ? "unavailable" : "idle");
        expect(visit.during.text).toMatch(
          fault === "companion" ? /server isn’t answering/ : /Open this page again to see it\./,
        );
        expect(visit.during.text).not.toMatch(
          /this page (updates|changes|will)|will confirm|by itself|stay on this page/i,
        );
      }
      if (NETWORKS_TABLE) record(network.name, visit);
    });
});

function record(name: string, { usable, handedOver, worded, level }: NetworkVisit): void {
  appendFileSync(`${NETWORKS_TABLE}`, `${JSON.stringify({ name, usable, handedOver, worded, level })}\n`);
}
