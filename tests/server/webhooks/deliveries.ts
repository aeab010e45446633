import { memoryBackplane } from "../../../src/server/backplane/memoryBackplane.js";
import { createVirtualTime } from "../../support/virtualTime.js";
import { type Receiver, type ReceiverOptions, startReceiver } from "./receiver.js";
import { connectionWebhook, signedRequest } from "./webhooks.js";

export const body = connectionWebhook("connected");

/** A request signed at the receiver's own moment. */
export function request(
  { time }: Receiver,
  more: Partial<Parameters<typeof signedRequest>[0]> = {},
): Request {
  return signedRequest({ body, at: Math.floor(time.now().getTime() / 1000), ...more });
}

/** A hook that ends when a test says so. */
export function slowHook() {
  const ends: { finish(): void; fail(): void }[] = [];
  const onConnectionChange = () =>
    new Promise<void>((resolve, reject) => {
      ends.push({ finish: resolve, fail: () => reject(new Error("the host’s own trouble")) });
    });
  return { ends, onConnectionChange };
}

/** What became of an answer so far. */
export function watch(answer: Promise<Response>): { status: number | undefined; retryAfter: string | null } {
  const seen: ReturnType<typeof watch> = { status: undefined, retryAfter: null };
  void answer.then(({ status, headers }) => {
    seen.status = status;
    seen.retryAfter = headers.get("retry-after");
  });
  return seen;
}

/** Several companions with one backplane. */
export function fleet(size: number, options: ReceiverOptions = {}) {
  const time = createVirtualTime();
  const backplane = memoryBackplane({ now: time.now });
  return Array.from({ length: size }, () => startReceiver({ time, backplane, ...options }));
}
