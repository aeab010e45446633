import type { RequestHead } from "../http/servedRequest.js";
import type { Customer } from "../options/options.js";
import type { Timers } from "../utils/timers.js";
import { within } from "../utils/wait.js";

/** The customer and the company of a session. */
export interface SessionOwner {
  customer: Customer;
  companyId: string;
}

/** What goes on only while its session is still the one that began it. */
export interface SessionHolder {
  /** The request that began it. */
  readonly head: RequestHead;
  readonly customerId: string;
  readonly userId: string | undefined;
  readonly companyId: string;
  end(reason: "session" | "unchecked"): void;
}

/** Checks sessions from time to time, no more than so many at once. */
export interface SessionChecks {
  /** @param checkedAt when the session was read, in milliseconds */
  begin(holder: SessionHolder, checkedAt: number): SessionCheck;
}

/** Options of {@link createSessionChecks}. All times in milliseconds. */
export interface SessionChecksOptions {
  /** The present owner of a session; `null` when it has ended. */
  recheck: (request: Request) => Promise<SessionOwner | null>;
  /** How many are checked at once: a host's session store must not be asked about all at once. */
  atOnce: number;
  /** How often each is checked. */
  interval: number;
  /** How old an answer may be before the holder ends: a check that fails does not mean a sign-out, for a while. */
  patience: number;
  random: () => number;
  timers?: Timers | undefined;
}

/** Milliseconds after which a check that has not answered makes room for another. */
const longestCheck = 20_000;

export function createSessionChecks(options: SessionChecksOptions): SessionChecks {
  const line = new Line(options);
  return {
    begin: (holder, checkedAt) => {
      // Only a part of the first interval: those that began together are not checked together.
      const dueAt = checkedAt + options.interval * (1 - options.random());
      return new SessionCheck(line, holder, checkedAt, dueAt);
    },
  };
}

/** Where they wait for their turn. */
class Line {
  readonly options: SessionChecksOptions;
  private busy = 0;
  private readonly waiting = new Map<SessionCheck, (isTurn: boolean) => void>();

  constructor(options: SessionChecksOptions) {
    this.options = options;
  }

  /** @returns `false` where it has left before its turn */
  async enter(check: SessionCheck): Promise<boolean> {
    if (this.busy >= this.options.atOnce) return new Promise((resolve) => this.waiting.set(check, resolve));
    this.busy += 1;
    return true;
  }

  /** Its turn is over. */
  next(): void {
    const [first] = this.waiting;
    if (!first) {
      this.busy -= 1;
      return;
    }
    const [check, begin] = first;
    this.waiting.delete(check);
    begin(true);
  }

  leave(check: SessionCheck): void {
    const giveUp = this.waiting.get(check);
    this.waiting.delete(check);
    giveUp?.(false);
  }
}

/** Ends its holder when the session has ended, or belongs to another customer or company. A class: there are thousands. */
export class SessionCheck {
  private readonly line: Line;
  private readonly holder: SessionHolder;
  private checkedAt: number;
  private dueAt: number;
  private asking: Promise<boolean> | undefined;

  constructor(line: Line, holder: SessionHolder, checkedAt: number, dueAt: number) {
    this.line = line;
    this.holder = holder;
    this.checkedAt = checkedAt;
    this.dueAt = dueAt;
  }

  /** Checks again if it is due. @param time - in milliseconds */
  tick(time: number): void {
    if (time - this.checkedAt >= this.line.options.patience) this.holder.end("unchecked");
    else if (time >= this.dueAt && !this.asking) void this.begin(time);
  }

  /** Checks again now. Never rejects. @returns whether the session holds; `false` too where it could not be checked */
  async check(time: number): Promise<boolean> {
    // An answer that is on its way may be older than what this one is for.
    while (this.asking) await this.asking;
    return this.begin(time);
  }

  /** Gives up its place in the line. */
  stop(): void {
    this.line.leave(this);
  }

  private async begin(time: number): Promise<boolean> {
    this.asking = this.ask(time);
    const holds = await this.asking;
    this.asking = undefined;
    return holds;
  }

  private async ask(time: number): Promise<boolean> {
    const { recheck, interval, timers } = this.line.options;
    if (!(await this.line.enter(this))) return false;
    try {
      const found = await within(recheck(this.holder.head.again()), longestCheck, timers);
      if (found === undefined) return false;
      if (!found || !isOwn(found, this.holder)) {
        this.holder.end("session");
        return false;
      }
      this.checkedAt = time;
      while (this.dueAt <= time) this.dueAt += interval;
      return true;
    } catch {
      // The next tick checks again.
      return false;
    } finally {
      this.line.next();
    }
  }
}

function isOwn({ customer, companyId }: SessionOwner, holder: SessionHolder): boolean {
  return (
    companyId === holder.companyId && customer.id === holder.customerId && customer.user?.id === holder.userId
  );
}
