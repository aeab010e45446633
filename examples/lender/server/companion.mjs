// @ts-check
import { createOnboardingServer } from "codat-onboarding/server";
import { fetchOrganisation } from "./codat.mjs";

/** @typedef {ReturnType<typeof createOnboardingServer>} Companion */

/**
 * The companion for an account at Codat: all of `codat-onboarding` on the lender's server.
 *
 * @param {{ account: import("./accounts.mjs").Account, customers: import("./customers.mjs").Customers }} options
 * @returns {Companion}
 */
export function createCompanion({ account, customers }) {
  const { apiKey, webhookSecret, apiUrl, basePath, linkHosts } = account;
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

    authenticate(request) {
      const customer = customers.of(request);
      if (customer?.account !== account) return null;
      return { id: customer.id, name: customer.application.business, user: { id: customer.userId } };
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
