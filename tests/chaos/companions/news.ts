import { customerTagKey } from "../../../src/server/companies/customerTag.js";
import type { FakeWebhookMessage } from "../../../src/testing/index.js";
import { sign } from "../../server/webhooks/webhooks.js";
import { connectionsOfCounted, countedNumbers, nextChange } from "./countedCompany.js";
import type { WholeHost } from "./wholeHost.js";

/** What happens to many companies at Codat, and the webhooks of it, at any of the processes. */
export interface News {
  /** The changes of each customer's company so far, as `numberOf` counts them. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly companyIds: Readonly<Record<string, string>>;
  readonly tally: NewsTally;
  /**
   * Changes one connection of a company at Codat, and sends the webhook until it is acknowledged: sometimes twice at
   * once, sometimes an older one again.
   */
  tell(customer: string): Promise<void>;
  /** Gives the customer's invite another name, as its page does: again, where that was not answered. */
  name(customer: string, name: string): Promise<void>;
}

export interface NewsTally {
  messages: number;
  attempts: number;
  /** Attempts that were not acknowledged. */
  refused: number;
}

/** Gives each customer a company that can be counted, which all companions know. */
export async function startNews(
  { codat, ask, front, companions }: Pick<WholeHost, "codat" | "ask" | "front" | "companions">,
  customers: readonly string[],
  random: () => number,
): Promise<News> {
  codat.webhooks.hold();
  const companyIds: Record<string, string> = {};
  const numbers: Record<string, number> = {};
  for (const customer of customers) {
    const { id } = codat.createCompany(`Bakery ${customer}`, { tags: { [customerTagKey]: customer } });
    for (let n = 0; n < connectionsOfCounted; n++) codat.connect(id);
    companyIds[customer] = id;
    numbers[customer] = 0;
  }
  codat.webhooks.drop(...codat.webhooks.held().map(({ id }) => id));
  await inTurn(customers, async (customer) => {
    const { status } = await ask("POST /company", { as: customer });
    if (status !== 200) throw new Error(`A first visit was answered with ${status}.`);
  });
  // What is dated in the seconds of a reading may be older than it, and would be read again.
  await codat.advance(10_000);

  const tally = { messages: 0, attempts: 0, refused: 0 };
  const sent: FakeWebhookMessage[] = [];
  const pick = <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T;
  const place = () => (random() < 0.5 ? front.url : `http://127.0.0.1:${pick(companions.ports)}`);

  async function attempt({ id, body }: FakeWebhookMessage): Promise<boolean> {
    const seconds = Math.floor(Date.now() / 1000);
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(seconds),
      "webhook-signature": sign(id, seconds, body),
    };
    tally.attempts++;
    try {
      const response = await fetch(`${place()}/api/codat/webhooks`, { method: "POST", headers, body });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  }

  async function deliver(message: FakeWebhookMessage): Promise<void> {
    while (!(await attempt(message))) {
      tally.refused++;
      await pause();
    }
  }

  async function name(as: string, to: string): Promise<void> {
    // A commerce platform, which no connection of theirs settles.
    const body = { sourceType: "commerce", name: to };
    const isDone = () =>
      ask("POST /invites", { as, body }).then(
        ({ status }) => status === 200,
        () => false,
      );
    while (!(await isDone())) await pause();
  }
  await inTurn(customers, (customer) => name(customer, "Zoë 会計 😀"));

  return {
    numbers,
    companyIds,
    tally,
    name,
    async tell(customer) {
      const number = numbers[customer] ?? 0;
      const connections = codat.connections(companyIds[customer] ?? "");
      const connection = connections.sort((a, b) => (a.id < b.id ? -1 : 1))[nextChange(number)];
      if (connection?.status === "Linked") codat.unlink(connection.id);
      else codat.reconnect(connection?.id ?? "");
      const [message] = codat.webhooks.held();
      if (!message) throw new Error("There is no webhook of it.");
      codat.webhooks.drop(message.id);
      tally.messages++;
      const again = random() < 0.1 && sent.length > 0 ? [pick(sent)] : [];
      const doubled = random() < 0.3 ? [message] : [];
      await Promise.all([message, ...doubled, ...again].map(deliver));
      sent.push(message);
      numbers[customer] = (number + 1) % countedNumbers;
    },
  };
}

/** It may be coming back, or a lease be held by one who did not live to give it back. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

/** Does something for each, a few at once. */
export async function inTurn<T>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
  atOnce = 8,
): Promise<void> {
  const line = [...all];
  const next = async (): Promise<void> => {
    const one = line.shift();
    if (one === undefined) return;
    await work(one);
    return next();
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
