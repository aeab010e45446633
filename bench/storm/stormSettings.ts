/** Milliseconds of work, as they were measured. */
export interface StormCosts {
  /** In a process, until a stream's request is let in or refused. */
  request: number;
  /** In a process, then to open the stream. */
  open: number;
  /** In Redis, to open it. */
  redisOpen: number;
  /** In a process that has lost its place, to read a company again. */
  read: number;
  redisRead: number;
  webhook: number;
  redisWebhook: number;
  /** In each process, for an event that another took. */
  hear: number;
  /** In a process, in a second, for an open stream. */
  idle: number;
}

/** Lets requests for streams in, as the companion does. */
export interface StormGate {
  /** @returns to be called when it was answered; or the value of `Retry-After` */
  enter(open: number): (() => void) | string;
}

export interface StormSettings {
  costs: StormCosts;
  /** Each with a page that is open. */
  customers: number;
  processes: number;
  /** Cores that Redis has: one a node of a cluster. */
  redisCores: number;
  /** What each process lets in. @param now - milliseconds */
  gate: (now: () => number, random: () => number) => StormGate;
  webhooksPerSecond: number;
  /** Milliseconds after which nobody new sends a webhook. */
  webhooksFor: number;
  fault: StormFault;
  random: () => number;
}

/** What happens at 0. */
export interface StormFault {
  /** How many processes die. */
  dead?: number | undefined;
  /** Milliseconds until they are there again; never where it is not said. */
  back?: number | undefined;
  /** Milliseconds for which Redis is away. */
  redisAway?: number | undefined;
}
