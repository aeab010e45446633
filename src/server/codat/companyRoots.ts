import type { Backplane } from "../backplane/backplane.js";
import { companyRoom, rootValue } from "../backplane/backplaneRooms.js";

/** The parent of each subsidiary; any other company's own id. */
export interface CompanyRoots {
  /** `undefined` where it is not known yet. */
  of(companyId: string): Promise<string | undefined>;
  learn(companyId: string, rootId: string): Promise<void>;
  /** The same from a reading, which says it again and again: mostly nothing is put. */
  repeat(companyId: string, rootId: string): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;
const mostRepeated = 10_000;

/** A root as it is put. Codat tells it again. */
export const cachedRoot = (rootId: string) => ({ value: rootId, lifetime: 0, ifRoom: day });

export function createCompanyRoots(backplane: Backplane): CompanyRoots {
  /** When this process has put a company's root, and which. */
  const repeated = new Map<string, { rootId: string; at: number }>();

  async function learn(companyId: string, rootId: string): Promise<void> {
    await backplane.commit(companyRoom(companyId), { put: { [rootValue]: cachedRoot(rootId) } });
  }

  return {
    of: async (companyId) =>
      (await backplane.view(companyRoom(companyId), [rootValue])).values[rootValue]?.value,
    learn,
    async repeat(companyId, rootId) {
      const known = repeated.get(companyId);
      const time = performance.now();
      if (known?.rootId === rootId && time - known.at < day / 2) return;
      await learn(companyId, rootId);
      repeated.delete(companyId);
      repeated.set(companyId, { rootId, at: time });
      for (const oldest of repeated.keys()) {
        if (repeated.size <= mostRepeated) break;
        repeated.delete(oldest);
      }
    },
  };
}
