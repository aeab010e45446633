// @ts-check
import { fileURLToPath } from "node:url";
import { fakeAccounts, realAccount } from "./server/accounts.mjs";
import { createCompanion } from "./server/companion.mjs";
import { createCustomers } from "./server/customers.mjs";
import { readFiles } from "./server/files.mjs";
import { createLender } from "./server/lender.mjs";
import { listen } from "./server/listen.mjs";

/**
 * Starts the lender, and the fake Codat beside it unless there is a key for the real one. The client must have been
 * built before.
 *
 * @param {object} [options]
 * @param {number} [options.port] a busy port is passed over for the next one; 0 is any
 * @param {number} [options.codatPort]
 * @param {string | undefined} [options.redisUrl] a Redis behind the companions; without it memory
 * @param {{ apiKey: string, webhookSecret: string } | undefined} [options.real] an account at the real Codat
 */
export async function startLender({ port = 4300, codatPort = 4310, redisUrl, real } = {}) {
  const files = await readFiles(fileURLToPath(new URL("./dist", import.meta.url)));
  const lender = await listen(port);
  const codat = real ? undefined : await listen(codatPort);

  const accounts = codat ? fakeAccounts({ codat, lenderUrl: lender.url }) : [];
  if (real) accounts.push(realAccount(real));
  const customers = createCustomers();
  const companions = new Map(
    accounts.map((account) => [account, createCompanion({ url: lender.url, redisUrl, account, customers })]),
  );
  lender.answer(createLender({ url: lender.url, files, customers, companions }));

  return {
    url: lender.url,
    /** Where fake Codat is; absent with the real one. */
    codatUrl: codat?.url,
    async close() {
      // Streams first: they are told to come back later, and later there is nobody.
      await Promise.all([...companions.values()].map((companion) => companion.close()));
      await Promise.all([lender.close(), codat?.close()]);
    },
  };
}
