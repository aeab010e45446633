import { OnboardingError } from "../../core/errors.js";
import type { Backplane, Lease } from "../backplane/backplane.js";
import type { Timers } from "../utils/unrefTimers.js";
import { wait, within } from "../utils/wait.js";

/** A verified webhook, and what is to be done with it. Both may be done again. */
export interface Message {
  /** Its `webhook-id`: the same on every attempt. */
  id: string;
  /** Tells one body from another. */
  digest: string;
  /** Puts its news into the stream, once however often it is called. */
  publish(): Promise<void>;
  /** Runs the host's hooks. */
  hooks(): Promise<void>;
}

/**
 * Publishes a message and runs its hooks, both to their end at least once, whatever crashes in between.
 *
 * @param patience - how long to wait, in milliseconds; the hooks run on after it
 * @returns whether it is done; if not, Codat must send it again
 */
export type Deliver = (message: Message, patience: number) => Promise<boolean>;

/** No longer than a crashed companion may keep another from its work. */
const leaseLifetime = 15_000;
const renewEvery = 5_000;
/** A hook that has not ended after 15 minutes never will: another attempt may run it then. */
const mostRenewals = 180;
/** As long as Codat's portal can replay it. */
const remembered = 14 * 24 * 3_600_000;

export function createDelivery(options: {
  backplane: Backplane;
  timers: Timers;
  report: (error: OnboardingError) => void;
}): Deliver {
  const { backplane, timers, report } = options;
  const running = new Map<string, { digest: string; done: Promise<boolean> }>();

  return async (message, patience) => {
    const known = running.get(message.id);
    if (!known) {
      const done = run(message).catch((error: unknown) => {
        report(asOnboardingError(error));
        return false;
      });
      const entry = { digest: message.digest, done };
      running.set(message.id, entry);
      void done.then(() => forget(message.id, entry));
      const outcome = await within(done, patience, timers);
      if (outcome === undefined) report(tooSlow());
      return outcome ?? false;
    }
    const outcome = (await within(known.done, patience, timers)) ?? false;
    if (outcome && known.digest !== message.digest) report(otherBody());
    return outcome;
  };

  async function run(message: Message): Promise<boolean> {
    if (await isDone(message)) return true;
    const lease = await backplane.acquire(`hook:${message.id}`, leaseLifetime);
    if (!lease) return false;
    const ended = new AbortController();
    void keep(message.id, lease, ended.signal);
    try {
      // Another companion may have finished it between the first look and the lease.
      if (await isDone(message)) return true;
      await message.publish();
      await message.hooks();
      await backplane.set(`hooked:${message.id}`, message.digest, remembered);
      return true;
    } finally {
      ended.abort();
      await lease.release().catch(() => undefined);
    }
  }

  async function isDone({ id, digest }: Message): Promise<boolean> {
    const done = await backplane.get(`hooked:${id}`);
    if (done !== undefined && done !== digest) report(otherBody());
    return done !== undefined;
  }

  async function keep(id: string, lease: Lease, ended: AbortSignal): Promise<void> {
    const entry = running.get(id);
    for (let renewals = 0; renewals < mostRenewals; renewals++) {
      await wait(renewEvery, ended, timers);
      if (ended.aborted) return;
      // A lost lease changes nothing: the hook runs already, and may run twice.
      await lease.renew().catch(() => false);
    }
    if (entry) forget(id, entry);
  }

  function forget(id: string, entry: object): void {
    if (running.get(id) === entry) running.delete(id);
  }
}

/** Hooks and Codat's client throw errors of their own; what is none of ours came from the backplane. */
function asOnboardingError(cause: unknown): OnboardingError {
  if (cause instanceof OnboardingError) return cause;
  return new OnboardingError("ONB-510", "The backplane failed. Codat will send its webhook again.", {
    recoverable: true,
    cause,
  });
}

function otherBody(): OnboardingError {
  return new OnboardingError(
    "ONB-605",
    "A webhook came again under the same id with another body: the first one counts.",
  );
}

function tooSlow(): OnboardingError {
  return new OnboardingError(
    "ONB-606",
    "A hook has not finished within nine seconds. It runs on; let it put long work into a queue of your own.",
    { recoverable: true },
  );
}
