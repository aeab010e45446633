import type { FakeWebhookTarget } from "../../src/testing/index.js";

export const secret = `whsec_${btoa("a key of 32 bytes, for the tests")}`;
export const url = "http://127.0.0.1:1/webhooks";

export type Received = {
  headers: Record<string, string>;
  body: string;
  json: { id: string; eventType: string };
};

/** A consumer that keeps what it gets and answers as it is told to. */
export function consumer(answer: (count: number) => number | Promise<never> = () => 200) {
  const received: Received[] = [];
  const target: FakeWebhookTarget = {
    url,
    secret,
    fetch: async (request) => {
      const body = await request.text();
      received.push({ headers: Object.fromEntries(request.headers), body, json: JSON.parse(body) });
      return new Response(null, { status: await answer(received.length) });
    },
  };
  return { received, target };
}

export const names = (received: readonly Received[]) => received.map(({ json }) => json.eventType);
export const ids = (received: readonly Received[]) => received.map(({ headers }) => headers["webhook-id"]);
