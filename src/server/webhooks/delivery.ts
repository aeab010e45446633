import type { OnboardingError } from "../../core/errors.js";
import type { Backplane, Lease } from "../backplane/backplane.js";
import { handledWebhookKey, webhookLease } from "../backplane/backplaneKeys.js";
import { asOnboardingError, serverError } from "../errors/serverError.js";
import { type Timers, unrefTimers } from "../utils/timers.js";
import { wait, within } from "../utils/wait.js";

/** A verified webhook and the work that it causes. Both functions may be called again. */
export interface Message {
  /** Its `webhook-id`: the same on every attempt. */
  id: string;
  /** Of the body. */
  digest: string;
  /** Appends its events to the stream; repeated calls append nothing. */
  publish(): Promise<void>;
  /** Runs the host's hooks. */
  hooks(): Promise<void>;
}

/**
 * Publishes a message and runs its hooks, both to their end at least once, even if a process crashes in between.
 *
 * @param patience - how long to wait, in milliseconds; the hooks run on after it
 * @returns whether it is done; if not, Codat must send it again
 */
export type Deliver = (message: Message, patience: number) => Promise<boolean>;

/** The deliveries of this process. */
export interface Delivery {
  deliver: Deliver;
  /** Waits until none is under way, for so many milliseconds at most. */
  settle(patience: number): Promise<void>;
}

/** The longest time for which a crashed companion may keep another one from the work. */
const leaseLifetime = 15_000;
const renewEvery = 5_000;
/** 15 minutes: a hook that has not finished by then never will, and another attempt may run it. */
const mostRenewals = 180;
/** Codat's portal can replay the last two weeks. */
const remembered = 14 * 24 * 3_600_000;

export function createDelivery(options: {
  backplane: Backplane;
  timers?: Timers | undefined;
  report: (error: OnboardingError) => void;
}): Delivery {
  const { backplane, timers, report } = options;
  const running = new Map<string, { digest: string; done: Promise<boolean> }>();

  const deliver: Deliver = async (message, patience) => {
    const earlier = running.get(message.id);
    if (earlier) {
      const isDone = (await within(earlier.done, patience, timers)) ?? false;
      if (isDone && earlier.digest !== message.digest) report(serverError("webhookChanged"));
      return isDone;
    }
    const done = run(message).catch((error: unknown) => {
      // Hooks and Codat's client throw errors of their own: any other came from the backplane.
      report(asOnboardingError(error, "backplaneFailed"));
      return false;
    });
    const entry = { digest: message.digest, done };
    running.set(message.id, entry);
    void done.then(() => forget(message.id, entry));
    const isDone = await within(done, patience, timers);
    if (isDone === undefined) report(serverError("hookTooSlow"));
    return isDone ?? false;
  };

  return {
    deliver,
    async settle(patience) {
      await within(Promise.all([...running.values()].map(({ done }) => done)), patience, timers);
    },
  };

  async function run(message: Message): Promise<boolean> {
    if (await wasHandled(message)) return true;
    const lease = await backplane.acquire(webhookLease(message.id), leaseLifetime);
    if (!lease) return false;
    const ended = new AbortController();
    void keepLease(message.id, lease, ended.signal);
    try {
      // Another companion may have finished it before the lease was acquired.
      if (await wasHandled(message)) return true;
      await message.publish();
      await message.hooks();
      await backplane.set(handledWebhookKey(message.id), message.digest, remembered);
      return true;
    } finally {
      ended.abort();
      await lease.release().catch(() => undefined);
    }
  }

  async function wasHandled({ id, digest }: Message): Promise<boolean> {
    const handled = await backplane.get(handledWebhookKey(id));
    if (handled !== undefined && handled !== digest) report(serverError("webhookChanged"));
    return handled !== undefined;
  }

  async function keepLease(id: string, lease: Lease, ended: AbortSignal): Promise<void> {
    const entry = running.get(id);
    for (let renewals = 0; renewals < mostRenewals; renewals++) {
      await wait(renewEvery, ended, timers ?? unrefTimers);
      if (ended.aborted) return;
      // A lost lease changes nothing here: the hook is already running, and may run twice.
      await lease.renew().catch(() => false);
    }
    if (entry) forget(id, entry);
  }

  function forget(id: string, entry: object): void {
    if (running.get(id) === entry) running.delete(id);
  }
}
