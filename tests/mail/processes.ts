import { readdirSync, readFileSync } from "node:fs";
import { waitFor } from "./waitFor.js";

/**
 * Ends every process whose environment holds this mark. Mail clients start helpers (gpg-agent, a terminal) that
 * leave the group they were born in, so a process group is not enough; only our children have our folder's name.
 */
export async function endAll(mark: string): Promise<void> {
  const ours = () =>
    readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isMarked(Number(name), mark));
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    for (const pid of ours()) {
      try {
        process.kill(Number(pid), signal);
      } catch {
        // It has ended by itself.
      }
    }
    const gone = await waitFor(
      "the programs to end",
      () => (ours().length === 0 ? true : undefined),
      3,
    ).catch(() => false);
    if (gone) return;
  }
}

function isMarked(pid: number, mark: string): boolean {
  if (pid === process.pid) return false;
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(mark);
  } catch {
    return false;
  }
}
