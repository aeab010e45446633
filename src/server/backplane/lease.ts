import type { Backplane, RoomChange } from "./backplane.js";

/**
 * A lock that one process holds, until it is released or its time is over. It is a value that was put where there was
 * none; its version is the holder.
 */
export interface Lease {
  /** Holds it for its whole lifetime again. @returns `false` when it was lost */
  renew(): Promise<boolean>;
  /**
   * Lets others acquire it.
   *
   * @param change - what is done in the same step; nothing, where the lease was lost
   * @returns `false` when it was lost
   */
  release(change?: Omit<RoomChange, "if"> | undefined): Promise<boolean>;
}

/** The lease whose value `name` was put with this version. */
export function heldLease(
  backplane: Backplane,
  room: string,
  { name, value, lifetime, version }: { name: string; value: string; lifetime: number; version: string },
): Lease {
  let held = version;
  /** The last renewal: a step under way may have changed the version. */
  let renewing: Promise<unknown> = Promise.resolve();

  async function renew(): Promise<boolean> {
    const answer = await backplane.commit(room, {
      if: { [name]: held },
      put: { [name]: { value, lifetime } },
    });
    if (answer.outcome === "done") held = answer.version;
    return answer.outcome === "done";
  }

  return {
    renew() {
      const renewed = renew();
      renewing = renewed.catch(() => undefined);
      return renewed;
    },
    async release(change) {
      await renewing;
      const { outcome } = await backplane.commit(room, {
        ...change,
        if: { [name]: held },
        put: { ...change?.put, [name]: null },
      });
      return outcome === "done";
    },
  };
}
