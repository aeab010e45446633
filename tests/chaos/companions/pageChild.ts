// The pages of many customers in a process of their own, each with the client that browsers have: `pages.ts` starts it.
import { openEvents } from "../../../src/client/openEvents.js";
import type { Company, CompanyConnection } from "../../../src/core/company/company.js";
import { applyCompanyEvent, type CompanyEvent } from "../../../src/core/company/companyEvent.js";
import { isReading } from "../../../src/core/company/eventVersion.js";
import { cutAfter, seeded } from "../../support/cutting.js";
import { resettingProxy } from "../../support/resettingProxy.js";
import { numberOf, stepFrom } from "./countedCompany.js";
import type { PageCommand, PageCommands, PageSettings } from "./pages.js";

const {
  front,
  behind,
  seed,
  haste,
  longest = 1_000,
} = JSON.parse(process.env["SETTINGS"] ?? "") as PageSettings;
/** Milliseconds without a byte after which the client takes its connection for dead. */
const patience = 20_000;
const random = seeded(seed);
const tally = { cuts: { bytes: 0, time: 0, outside: 0 }, resyncs: 0, lost: 0, repeated: 0 };
const comings = { left: [] as number[], back: [] as number[], pauses: [] as number[] };
const pages: Page[] = [];
let isCutting = false;
/** What a page that sleeps waits for. */
let morning = Promise.resolve();
let wake = () => {};

const place = () => (random() < 0.5 ? undefined : behind[Math.floor(random() * behind.length)]) ?? front;
const proxy = await resettingProxy({
  target: place,
  limits: () => (isCutting ? { bytes: bytes(), milliseconds: life() } : undefined),
  onReset: () => tally.cuts.outside++,
});

function life(): number {
  return random() * longest;
}

/** Mostly so few that it is cut in its first events. */
function bytes(): number {
  return Math.floor(random() * random() * 3_000);
}

/** A page of a customer, and what its user sees. */
class Page {
  readonly customer: string;
  readonly opened: Promise<void>;
  company: Company | undefined;
  isLive = false;
  isAsleep = false;
  private link = new AbortController();
  private onOpened = () => {};

  constructor(customer: string) {
    this.customer = customer;
    this.opened = new Promise((resolve) => {
      this.onOpened = resolve;
    });
    void this.follow();
  }

  leave(): void {
    this.link.abort();
  }

  private async follow(): Promise<void> {
    const events = openEvents({
      url: "/api/codat/events",
      signal: new AbortController().signal,
      random,
      timers: {
        setTimeout: ((run: () => void, milliseconds: number) => {
          if (milliseconds === patience) return setTimeout(run, milliseconds);
          comings.pauses.push(milliseconds);
          return setTimeout(run, milliseconds / haste);
        }) as typeof setTimeout,
        clearTimeout,
      },
      now: () => Date.now() * haste,
      fetch: (address, init) => this.connect(String(address), init ?? {}),
      onState: (state) => {
        const wasLive = this.isLive;
        this.isLive = state === "live";
        if (this.isLive === wasLive) return;
        comings[this.isLive ? "back" : "left"].push(Date.now());
      },
    });
    for await (const event of events) {
      this.see(event);
      this.onOpened();
    }
  }

  private async connect(path: string, init: RequestInit): Promise<Response> {
    if (this.isAsleep) await morning;
    this.link = new AbortController();
    const signals = [this.link.signal, ...(init.signal ? [init.signal] : [])];
    const request = {
      ...init,
      signal: AbortSignal.any(signals),
      headers: { ...init.headers, cookie: `customer=${this.customer}`, "sec-fetch-site": "same-origin" },
    };
    if (!isCutting) return fetch(`http://127.0.0.1:${place()}${path}`, request);
    if (random() < 0.4) return fetch(`http://127.0.0.1:${proxy.port}${path}`, request);
    const timer = setTimeout(() => this.cut(), life());
    // The client's own, when this connection is over for whatever reason.
    init.signal?.addEventListener("abort", () => clearTimeout(timer), { once: true });
    const response = await fetch(`http://127.0.0.1:${place()}${path}`, request);
    return cutAfter(response, bytes(), random, () => tally.cuts.bytes++);
  }

  private cut(): void {
    tally.cuts.time++;
    this.leave();
  }

  private see(event: CompanyEvent): void {
    const before = this.company;
    this.company = applyCompanyEvent(before, event);
    if (event.type === "resync") tally.resyncs++;
    if (event.type === "connection" && before && this.company) judge(before, event.connection, this.company);
  }
}

/** Each change is told once, and after the one before it. */
function judge(before: Company, told: CompanyConnection, after: Company): void {
  const known = before.connections.find(({ id }) => id === told.id);
  const step = stepFrom(numberOf(before), numberOf(after));
  // Codat was read between the change and its webhook: both say the same, and nobody sees the second.
  const isSaidTwice = [known, told].some((one) => one && isReading(one.version));
  if (known?.version === told.version) tally.repeated++;
  else if (step === 0 && !isSaidTwice) tally.repeated++;
  else if (step !== 0 && step !== 1) tally.lost++;
}

const commands: PageCommands = {
  async open(customers) {
    const atOnce = 50;
    for (let from = 0; from < customers.length; from += atOnce) {
      const some = customers.slice(from, from + atOnce).map((customer) => new Page(customer));
      pages.push(...some);
      await Promise.all(some.map(({ opened }) => opened));
    }
  },
  cut(isOn) {
    isCutting = isOn;
    // Those that are open have the end that they were given before.
    for (const page of pages) page.leave();
  },
  sleep(every) {
    morning = new Promise((resolve) => {
      wake = resolve;
    });
    const tired = pages.filter((_, n) => n % every === 0);
    for (const page of tired) {
      page.isAsleep = true;
      page.leave();
    }
    return tired.length;
  },
  wake() {
    for (const page of pages) page.isAsleep = false;
    wake();
  },
  tally: () => tally,
  behind: (numbers) =>
    pages.filter(({ customer, company, isLive }) => {
      const number = numbers[customer];
      return !isLive || !company || number === undefined || stepFrom(number, numberOf(company)) < 0;
    }).length,
  shown: () => pages.map(({ customer, company }) => ({ customer, company })),
  comings: () => ({
    left: comings.left.splice(0),
    back: comings.back.splice(0),
    pauses: comings.pauses.splice(0),
  }),
};

process.on("message", async ({ id, name, argument }: PageCommand) => {
  process.send?.({ id, answer: await (commands[name] as (given: unknown) => unknown)(argument) });
});
// Whoever started it has gone.
process.on("disconnect", () => process.exit());
process.send?.("ready");
