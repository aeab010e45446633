import { expect } from "vitest";
import type { Company } from "../../../src/core/company/company.js";
import { inTurn, type News } from "./news.js";
import type { Pages } from "./pages.js";
import type { WholeHost } from "./wholeHost.js";

/** Every page shows what Codat says, and each of the processes says the same. */
export async function expectTruth(host: WholeHost, news: News, pages: Pages): Promise<void> {
  const shown = await pages.ask("shown");
  await inTurn(Object.entries(news.companyIds), async ([as, companyId]) => {
    const truth = statusesOf(host.codat.connections(companyId));
    const names: unknown[] = [];
    for (const place of host.companions.ports.keys()) {
      const company = await (await host.ask("GET /company", { as, place })).json();
      expect(statusesOf(company.connections)).toEqual(truth);
      names.push(namesOf(company));
    }
    for (const { company } of shown.filter(({ customer }) => customer === as)) {
      expect(statusesOf(company?.connections ?? [])).toEqual(truth);
      expect(names).toEqual(names.map(() => namesOf(company)));
    }
  });
}

/** Without versions: of the same state a reading has one, and the webhook another. */
function statusesOf(connections: readonly { id: string; status: string }[]): string[] {
  return connections.map(({ id, status }) => `${id} ${status}`).sort();
}

function namesOf(company: Pick<Company, "invites"> | undefined): (string | undefined)[] {
  return company?.invites?.map(({ name }) => name) ?? [];
}
