import type { FakeCodat } from "../../../src/testing/index.js";
import { secret, sign } from "../../server/webhooks/webhooks.js";
import { untilGiven } from "./shortly.js";
import type { WholeHost } from "./wholeHost.js";

/** A webhook of Codat's. All its attempts are the same message. */
export interface News {
  /** Its `webhook-id`. */
  id: string;
  /** The event's own id, which hooks get too. */
  eventId: string;
  body: string;
}

/** What changes at Codat, as webhooks that the test sends: how often, where to, and until they are acknowledged. */
export interface CodatNews {
  /** The webhooks that nobody has taken yet: of what the companions have made at Codat. */
  waiting(): News[];
  /** The webhooks that a change causes; those that wait are dropped. */
  of(change: (codat: FakeCodat) => unknown): News[];
  /** One attempt. @returns its status; `undefined` where nothing was answered */
  attempt(news: News, place?: number | undefined): Promise<number | undefined>;
  /** Again and again, until it is acknowledged. */
  deliver(news: News, place?: number | undefined): Promise<void>;
}

export function codatNews(host: WholeHost): CodatNews {
  const { codat } = host;
  codat.webhooks.hold();

  function waiting(): News[] {
    const held = codat.webhooks.held();
    codat.webhooks.drop(...held.map(({ id }) => id));
    return held.map(({ id, body }) => ({ id, body, eventId: JSON.parse(body).id }));
  }

  async function attempt({ id, body }: News, place?: number): Promise<number | undefined> {
    const at = Math.floor(Date.now() / 1000);
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": String(at),
      "webhook-signature": sign(id, at, body, secret),
      connection: "close",
    };
    const url = `${host.originOf(place)}/api/codat/webhooks`;
    try {
      const response = await fetch(url, { method: "POST", headers, body });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return undefined;
    }
  }

  return {
    waiting,
    of(change) {
      waiting();
      change(codat);
      return waiting();
    },
    attempt,
    async deliver(news, place) {
      await untilGiven(async () => ((await attempt(news, place)) === 200 ? true : undefined));
    },
  };
}
