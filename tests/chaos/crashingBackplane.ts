import type { Backplane } from "../../src/server/backplane/backplane.js";
import type { CrashPoint } from "./crashPoints.js";

/**
 * A backplane whose process kills itself, as a machine does that loses its power, when it has passed a point so often.
 *
 * @param after - how often it is passed before
 */
export function crashingBackplane(kept: Backplane, crashAt: string | undefined, after = 0) {
  let left = after;
  const pass = (point: CrashPoint): void => {
    if (point === crashAt && left-- === 0) process.kill(process.pid, "SIGKILL");
  };
  const backplane: Backplane = {
    ...kept,
    async commit(room, change) {
      if (change.unless) {
        pass("verified");
        // A hundredth of the time: nobody waits for the lease of one who was killed.
        const part = crashAt === undefined ? 1 : 100;
        const put = Object.entries(change.put ?? {}).map(([name, one]) => [
          name,
          one && { ...one, lifetime: one.lifetime / part },
        ]);
        const answer = await kept.commit(room, { ...change, put: Object.fromEntries(put) });
        pass("claimed");
        return answer;
      }
      const answer = await kept.commit(room, change);
      if (change.append) pass("appended");
      if (change.mark) pass("marked");
      return answer;
    },
  };
  return { backplane, pass };
}
