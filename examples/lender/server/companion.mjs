// @ts-check
import { randomBytes } from "node:crypto";
import { redisBackplane } from "codat-onboarding/redis";
import { createOnboardingServer } from "codat-onboarding/server";
import { fetchOrganisation } from "./codat.mjs";

/** @typedef {ReturnType<typeof createOnboardingServer>} Companion */

/**
 * The companion for an account at Codat: all of `codat-onboarding` on the lender's server.
 *
 * @param {object} options
 * @param {string} options.url the lender's own
 * @param {string | undefined} options.redisUrl a Redis to keep things in; without it memory does
 * @param {import("./accounts.mjs").Account} options.account
 * @param {import("./customers.mjs").Customers} options.customers
 * @returns {Companion}
 */
export function createCompanion({ url, redisUrl, account, customers }) {
  const { apiKey, webhookSecret, apiUrl, basePath, invitePath, linkHosts } = account;
  return createOnboardingServer({
    apiKey,
    webhookSecret,
    apiUrl,
    basePath,
    linkHosts,
    appName: "Acme Lending",
    supportContact: "help@acme-lending.example",
    privacyUrl: "/privacy",
    returnUrl: "/onboarding",
    // Only fakes have links to hosts of their own, and with them NODE_ENV may say what it likes.
    allowFake: account.fake !== undefined,
    // One clock for both, so that the demo can let days pass.
    now: account.fake?.now,

    // Each account has its own: what is under one prefix is of one companion.
    backplane: redisUrl ? redisBackplane({ url: redisUrl, prefix: `lender:${basePath}` }) : undefined,

    authenticate(request) {
      const customer = customers.of(request);
      if (customer?.account !== account) return null;
      return {
        id: customer.id,
        name: customer.application.business,
        user: { id: customer.userId, name: customer.application.name },
      };
    },

    invites: {
      // Customers here end with the process, so a secret of its own will do, and a backplane in memory too.
      secret: randomBytes(32).toString("base64url"),
      allowMemory: true,
      publicUrl: url,
      path: invitePath,
      logo: "/favicon.svg",
      colors: { accent: "#0b5c43", dark: { accent: "#7ad9b1" } },
    },

    companies: {
      get: (customerId) => customers.byId(customerId)?.companyId,
      set(customerId, companyId) {
        const customer = customers.byId(customerId);
        if (customer) customer.companyId = companyId;
      },
    },

    // The data is fetched once, when it is there; nobody asks whether it is.
    async onDataReady({ id, companyId, customerId = "" }) {
      const customer = customers.byId(customerId);
      // Hooks run at least once, with the same id each time.
      if (!customer || customer.figures?.eventId === id) return;
      const organisation = await fetchOrganisation(account, companyId);
      customer.figures = { eventId: id, organisation, fetches: (customer.figures?.fetches ?? 0) + 1 };
    },
  });
}
