import { backoff } from "../../src/client/backoff.js";
import { parseRetryAfter } from "../../src/core/retryAfter.js";
import { EventHeap } from "./eventHeap.js";
import type { StormCosts, StormGate, StormSettings } from "./stormSettings.js";

/** What came of it. All times in milliseconds. */
export interface StormOutcome {
  /** When each customer's page was level again, in rising order; those that nothing happened to are not among them. */
  levelAt: number[];
  /** From when each webhook was first sent until it was answered 200. */
  webhookWaits: number[];
  /** Streams at each process at the end. */
  open: number[];
  /** The most streams that one process ever held. */
  mostOpen: number;
  /** Tries that were refused, that met nobody, and that were given up. */
  refused: number;
  unmet: number;
  abandoned: number;
  /** Work that each process has done, and the time in which it was there. */
  work: { busy: number; up: number }[];
  redisWork: number;
  /** Of all that was done, how much of what. */
  done: { requests: number; openings: number; readings: number; webhooks: number };
  end: number;
}

/** As in `openEvents`: without a byte for so long, a connection is dead. */
const silence = 20_000;
/** Until the companion has answered what cannot be done. */
const patience = { step: 2_000, webhook: 9_000 };
/** Milliseconds after which Codat sends a webhook again that was not answered well. */
const codatRepeats = [
  5_000,
  5 * 60_000,
  30 * 60_000,
  2 * 3_600_000,
  5 * 3_600_000,
  10 * 3_600_000,
  10 * 3_600_000,
];
/** A storm that lasts for longer never ends. */
const longest = 2 * 3_600_000;
/** The companion's answer where Redis is away. */
const unavailable = "5";

/** The time for which a server is busy with what it was given, in the order in which it was given. */
class Station {
  busy = 0;
  private until = 0;

  /** @returns when it will have been done */
  take(now: number, work: number): number {
    this.until = Math.max(this.until, now) + work;
    this.busy += work;
    return this.until;
  }

  /** What it was still to do is lost. */
  stop(now: number): void {
    this.busy -= Math.max(0, this.until - now);
    this.until = now;
  }
}

interface Process {
  station: Station;
  gate: StormGate;
  isUp: boolean;
  upSince: number;
  up: number;
  /** Of its life: what was begun in an earlier one never ends. */
  life: number;
  streams: Set<Client>;
  /** What becomes of those who have asked and were not answered, when it dies. */
  asking: Set<() => void>;
}

interface Client {
  attempt: number;
}

/**
 * Customers whose pages lose their streams come back by the rules of `src/client`, to processes that do one thing after
 * the other, with one Redis behind them, while Codat sends webhooks. Nothing is taken from a clock or from chance but by
 * `settings`.
 */
export function simulateStorm(settings: StormSettings): StormOutcome {
  return new Storm(settings).run();
}

class Storm {
  private readonly heap = new EventHeap();
  private readonly costs: StormCosts;
  private readonly processes: Process[];
  private readonly redis: Station[];
  private now = 0;
  private isAnyUp = true;
  private turn = 0;
  private redisTurn = 0;
  private readonly outcome: StormOutcome = {
    levelAt: [],
    webhookWaits: [],
    open: [],
    mostOpen: 0,
    refused: 0,
    unmet: 0,
    abandoned: 0,
    work: [],
    redisWork: 0,
    done: { requests: 0, openings: 0, readings: 0, webhooks: 0 },
    end: 0,
  };

  constructor(private readonly settings: StormSettings) {
    this.costs = settings.costs;
    this.redis = Array.from({ length: settings.redisCores }, () => new Station());
    this.processes = Array.from({ length: settings.processes }, () => ({
      station: new Station(),
      gate: this.newGate(),
      isUp: true,
      upSince: 0,
      up: 0,
      life: 0,
      streams: new Set(),
      asking: new Set(),
    }));
  }

  run(): StormOutcome {
    const { customers, processes, webhooksPerSecond, webhooksFor, fault } = this.settings;
    for (let n = 0; n < customers; n++) this.processes[n % processes]?.streams.add({ attempt: 0 });
    for (const process of this.processes) this.noteMost(process);
    for (let n = 0; n < (webhooksFor / 1_000) * webhooksPerSecond; n++) {
      const sentAt = (n / webhooksPerSecond) * 1_000;
      this.heap.push(sentAt, () => this.sendWebhook(sentAt, 0));
    }
    const dying = this.processes.slice(0, fault.dead ?? 0);
    this.heap.push(0, () => {
      for (const process of dying) this.kill(process);
    });
    const { back } = fault;
    if (back !== undefined)
      this.heap.push(back, () => {
        for (const process of dying) this.start(process);
      });
    if (fault.redisAway !== undefined) this.heap.push(fault.redisAway, () => this.readAgain());

    for (let next = this.heap.pop(); next; next = this.heap.pop()) {
      this.now = next.at;
      if (this.now > longest) throw new Error("The storm does not end.");
      next.act();
    }
    return this.result();
  }

  private newGate(): StormGate {
    return this.settings.gate(() => this.now, this.settings.random);
  }

  private kill(process: Process): void {
    process.isUp = false;
    this.isAnyUp = this.processes.some(({ isUp }) => isUp);
    process.up += this.now - process.upSince;
    process.life += 1;
    process.station.stop(this.now);
    const cut = [...process.streams];
    const asking = [...process.asking];
    process.streams.clear();
    process.asking.clear();
    for (const client of cut) this.pause(client);
    for (const lose of asking) lose();
  }

  private start(process: Process): void {
    process.isUp = true;
    this.isAnyUp = true;
    process.upSince = this.now;
    process.gate = this.newGate();
  }

  /** Until the next try, by the client's own rule. */
  private pause(client: Client, retryAfter: string | null = null): void {
    const wait = backoff(client.attempt++, parseRetryAfter(retryAfter, this.now), this.settings.random);
    this.heap.push(this.now + wait, () => this.ask(client));
  }

  /** Round robin over those that are there, as nginx has it. */
  private choose(): Process | undefined {
    for (let n = 0; this.isAnyUp && n < this.processes.length; n++) {
      const process = this.processes[this.turn++ % this.processes.length];
      if (process?.isUp) return process;
    }
    return undefined;
  }

  private ask(client: Client): void {
    const process = this.choose();
    if (!process) {
      this.outcome.unmet += 1;
      this.pause(client);
      return;
    }
    const { life, asking } = process;
    const lose = () => this.pause(client);
    asking.add(lose);
    const refuse = (retryAfter: string) => {
      if (!asking.delete(lose)) return;
      this.outcome.refused += 1;
      this.pause(client, retryAfter);
    };
    this.heap.push(this.now + silence, () => {
      if (!asking.delete(lose)) return;
      this.outcome.abandoned += 1;
      this.pause(client);
    });
    // What was given up is done all the same.
    this.work(process, this.costs.request, () => {
      if (process.life !== life) return;
      this.outcome.done.requests += 1;
      const entered = process.gate.enter(process.streams.size);
      if (typeof entered === "string") refuse(entered);
      else
        this.work(
          process,
          this.costs.open,
          () => process.life === life && this.open(client, process, lose, entered, refuse),
        );
    });
  }

  private open(
    client: Client,
    process: Process,
    lose: () => void,
    leave: () => void,
    refuse: (retryAfter: string) => void,
  ): void {
    this.outcome.done.openings += 1;
    const isAway = this.isRedisAway();
    const at = isAway ? this.now + patience.step : this.redisTake(this.costs.redisOpen);
    this.heap.push(at, () => {
      leave();
      if (isAway) return refuse(unavailable);
      if (!process.asking.delete(lose)) return;
      process.streams.add(client);
      // As it were after five seconds: nothing is cut before that.
      client.attempt = 0;
      this.outcome.levelAt.push(this.now);
      this.noteMost(process);
    });
  }

  /** Redis is back: each process reads what its pages watch. */
  private readAgain(): void {
    for (const process of this.processes)
      for (const client of process.streams) {
        const { life } = process;
        this.work(process, this.costs.read, () => {
          if (process.life !== life) return;
          this.outcome.done.readings += 1;
          this.heap.push(this.redisTake(this.costs.redisRead), () => {
            if (process.streams.has(client)) this.outcome.levelAt.push(this.now);
          });
        });
      }
  }

  private sendWebhook(sentAt: number, attempt: number): void {
    const begunAt = this.now;
    const again = () => {
      const wait = codatRepeats[attempt];
      if (wait !== undefined) this.heap.push(this.now + wait, () => this.sendWebhook(sentAt, attempt + 1));
    };
    const process = this.choose();
    if (!process) {
      again();
      return;
    }
    const { asking, life } = process;
    asking.add(again);
    this.work(process, this.costs.webhook, () => {
      if (process.life !== life) return;
      const isAway = this.isRedisAway();
      const at = isAway ? this.now + patience.step : this.redisTake(this.costs.redisWebhook);
      this.heap.push(at, () => {
        if (!asking.delete(again)) return;
        if (!isAway) this.outcome.done.webhooks += 1;
        // What was answered too late is done, and known by its mark when it comes again.
        if (isAway || this.now - begunAt > patience.webhook) again();
        else this.outcome.webhookWaits.push(this.now - sentAt);
      });
    });
  }

  private isRedisAway(): boolean {
    return this.now < (this.settings.fault.redisAway ?? 0);
  }

  /** One thing after the other; the slower, the more goes to streams that are open and to what others were told. */
  private work(process: Process, cost: number, then: () => void): void {
    const { idle, hear } = this.costs;
    const heard = (this.settings.webhooksPerSecond * hear) / 1_000;
    const share = Math.min(0.95, (process.streams.size * idle) / 1_000 + heard);
    this.heap.push(process.station.take(this.now, cost / (1 - share)), then);
  }

  private redisTake(cost: number): number {
    const station = this.redis[this.redisTurn++ % this.redis.length];
    this.outcome.redisWork += cost;
    return station?.take(this.now, cost) ?? this.now;
  }

  private noteMost({ streams }: Process): void {
    this.outcome.mostOpen = Math.max(this.outcome.mostOpen, streams.size);
  }

  private result(): StormOutcome {
    const { outcome, now } = this;
    outcome.end = now;
    outcome.open = this.processes.map(({ streams }) => streams.size);
    outcome.work = this.processes.map(({ station, isUp, up, upSince }) => ({
      busy: station.busy,
      up: up + (isUp ? now - upSince : 0),
    }));
    outcome.levelAt.sort((a, b) => a - b);
    outcome.webhookWaits.sort((a, b) => a - b);
    return outcome;
  }
}
