import type { OnboardingError } from "../../core/errors.js";
import type { Backplane, RoomAnswer, RoomChange } from "../backplane/backplane.js";
import { handledBodyMark, handledMark, webhookValue } from "../backplane/backplaneRooms.js";
import { heldLease, type Lease } from "../backplane/lease.js";
import { asOnboardingError, serverError } from "../errors/serverError.js";
import { webhookMemory } from "../events/companyFeed.js";
import { companyValues, sinceSnapshot } from "../events/knownCompany.js";
import { type Timers, unrefTimers } from "../utils/timers.js";
import { within } from "../utils/wait.js";

/** A verified webhook and the work that it causes. Its functions may be called again. */
export interface Message {
  /** Its `webhook-id`: the same on every attempt. */
  id: string;
  /** Of the body. */
  digest: string;
  /** The room in which it is remembered that it was handled. */
  room: string;
  /** Values of that room that the work needs. */
  tell: readonly string[];
  /**
   * Appends its events to the stream; repeated calls append nothing.
   *
   * @param begun - the room at the beginning, with its events since the snapshot
   * @param end - what ends the delivery, where nothing follows; done in the same step if it can be
   * @returns whether it was
   */
  publish(begun: RoomAnswer, end: RoomChange | undefined): Promise<boolean>;
  /** Runs the host's hooks. Not given where there are none. @returns what is to be done in the last step */
  hooks?: ((begun: RoomAnswer) => Promise<RoomChange | undefined>) | undefined;
}

/** What became of a message: it is done, it was done before, or Codat must send it again. */
export type DeliveryOutcome = "done" | "repeated" | "unfinished";

/**
 * Publishes a message and runs its hooks, both to their end at least once, even if a process crashes in between.
 *
 * @param patience - how long to wait, in milliseconds; the hooks run on after it
 */
export type Deliver = (message: Message, patience: number) => Promise<DeliveryOutcome>;

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

export function createDelivery(options: {
  backplane: Backplane;
  timers?: Timers | undefined;
  report: (error: OnboardingError) => void;
}): Delivery {
  const { backplane, timers, report } = options;
  const running = new Map<string, { digest: string; done: Promise<DeliveryOutcome> }>();

  const deliver: Deliver = async (message, patience) => {
    const earlier = running.get(message.id);
    if (earlier) {
      const outcome = (await within(earlier.done, patience, timers)) ?? "unfinished";
      if (outcome === "unfinished") return outcome;
      if (earlier.digest !== message.digest) report(serverError("webhookChanged"));
      return "repeated";
    }
    const done = run(message).catch((error: unknown): DeliveryOutcome => {
      // Hooks and Codat's client throw errors of their own: any other came from the backplane.
      report(asOnboardingError(error, "backplaneFailed"));
      return "unfinished";
    });
    const entry = { digest: message.digest, done };
    running.set(message.id, entry);
    void done.then(() => forget(message.id, entry));
    const outcome = await within(done, patience, timers);
    if (outcome === undefined) report(serverError("hookTooSlow"));
    return outcome ?? "unfinished";
  };

  return {
    deliver,
    async settle(patience) {
      await within(Promise.all([...running.values()].map(({ done }) => done)), patience, timers);
    },
  };

  async function run(message: Message): Promise<DeliveryOutcome> {
    const { id, digest, room } = message;
    const handled = handledMark(id);
    const handledBody = handledBodyMark(id, digest);
    const value = webhookValue(id);
    const begun = await backplane.commit(room, {
      unless: [handledBody, handled],
      if: { [value]: "" },
      put: { [value]: { value: digest, lifetime: leaseLifetime } },
      tell: [...companyValues, ...message.tell],
      from: sinceSnapshot,
    });
    if (begun.marked === handled) report(serverError("webhookChanged"));
    // Another companion holds it, or it is done.
    if (begun.outcome !== "done") return begun.outcome === "marked" ? "repeated" : "unfinished";
    const end: RoomChange = { mark: { [handled]: webhookMemory, [handledBody]: webhookMemory }, sure: true };
    const lease = heldLease(backplane, room, {
      name: value,
      value: digest,
      lifetime: leaseLifetime,
      version: begun.version,
    });
    const stopKeeping = keepLease(id, lease);
    let isOver = false;
    try {
      const whole = message.hooks ? undefined : { ...end, put: { [value]: null } };
      isOver = await message.publish(begun, whole);
      if (isOver) return "done";
      const last = await message.hooks?.(begun);
      stopKeeping();
      const change = { ...last, ...end };
      isOver = await lease.release(change);
      // It was lost to another attempt: the hooks have run all the same.
      if (!isOver) await backplane.commit(room, change);
      isOver = true;
      return "done";
    } finally {
      stopKeeping();
      if (!isOver) await lease.release().catch(() => undefined);
    }
  }

  /** Renews it from time to time. @returns a function that ends this */
  function keepLease(id: string, lease: Lease): () => void {
    const clock = timers ?? unrefTimers;
    const entry = running.get(id);
    let renewals = 0;
    let isOver = false;
    let timer = clock.setTimeout(renew, renewEvery);

    async function renew(): Promise<void> {
      // A lost lease changes nothing here: the hook is already running, and may run twice.
      await lease.renew().catch(() => false);
      if (isOver) return;
      renewals += 1;
      if (renewals < mostRenewals) timer = clock.setTimeout(renew, renewEvery);
      else if (entry) forget(id, entry);
    }

    return () => {
      isOver = true;
      clock.clearTimeout(timer);
    };
  }

  function forget(id: string, entry: object): void {
    if (running.get(id) === entry) running.delete(id);
  }
}
