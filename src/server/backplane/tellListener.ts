import type { BackplaneEntry, BackplaneListener } from "./backplane.js";

/** Tells of an entry. A listener that throws must not keep it from the others, nor make Codat send it again. */
export function tellListener(listener: BackplaneListener, entry: BackplaneEntry): void {
  try {
    listener.onEntry(entry);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error(`codat-onboarding: a listener of the backplane threw (${name}); the others were told.`);
  }
}
