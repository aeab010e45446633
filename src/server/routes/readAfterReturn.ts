import type { Backplane } from "../backplane/backplane.js";
import { companyRoom, returnValue } from "../backplane/backplaneRooms.js";
import type { Payer } from "../codat/payer.js";
import { navigationOf } from "../http/navigation.js";
import type { RefreshCompany } from "./refreshCompany.js";

/** Milliseconds between two readings of a company. What changes in between, Codat's webhooks tell. */
const leastAge = 10_000;

/**
 * Reads a company anew because somebody came back from Codat. Any page can send people to the same address, as often
 * as it likes, so only a navigation counts, and one in ten seconds.
 */
export type ReadAfterReturn = (
  request: Request,
  companyId: string,
  /** Who pays; nobody where it may not be read. */
  payerOf: () => Promise<Payer | undefined>,
) => Promise<void>;

export function createReadAfterReturn(options: {
  backplane: Backplane;
  refreshCompany: RefreshCompany;
}): ReadAfterReturn {
  const { backplane, refreshCompany } = options;
  return async (request, companyId, payerOf) => {
    if (navigationOf(request, []) === "script") return;
    // Never released: it ends by itself.
    const { outcome } = await backplane.commit(companyRoom(companyId), {
      if: { [returnValue]: "" },
      put: { [returnValue]: { value: "1", lifetime: leastAge } },
    });
    const payer = outcome === "done" ? await payerOf() : undefined;
    if (payer) await refreshCompany(companyId, payer);
  };
}
