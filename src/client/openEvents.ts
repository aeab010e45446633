import type { CompanyEvent } from "../core/company/companyEvent.js";
import { parseCompanyEvent } from "../core/company/parseCompanyEvent.js";
import { parseRetryAfter } from "../core/retryAfter.js";
import { stepError } from "../core/step/stepError.js";
import { backoff } from "./backoff.js";
import { isPageVisible, onPageVisibility } from "./pageVisibility.js";
import { ask } from "./request.js";
import { createSseParser } from "./sseParser.js";
import { noteStreamFault } from "./streamFault.js";

/**
 * How a stream stands: `live` while bytes come, `none` while the customer has no company yet, `waiting` between two
 * tries, `hidden` while nobody sees the page.
 */
export type EventsState = "connecting" | "live" | "none" | "waiting" | "hidden";

/** Options of {@link openEvents}. */
export interface EventsOptions {
  /** The companion's `events`. */
  url: string;
  /** Ends it. */
  signal: AbortSignal;
  fetch?: typeof globalThis.fetch | undefined;
  /** The id of the last event that was seen before. */
  lastEventId?: string | undefined;
  /** Makes the customer's company where there is none; resolves to whether there is one now. */
  create?: (() => Promise<boolean>) | undefined;
  onState?: ((state: EventsState) => void) | undefined;
  random?: (() => number) | undefined;
  now?: (() => number) | undefined;
  timers?: Pick<typeof globalThis, "setTimeout" | "clearTimeout"> | undefined;
}

/**
 * A company's events, over however many connections it takes: a `snapshot` first, then what changes, and a
 * `resync` where something was missed. What fails is tried again for ever; each event comes once. While the
 * page is hidden there is no connection. Without a company, and without `create`, it asks again when the page is shown.
 *
 * @throws OnboardingError `ONB-401` when the session has ended
 */
export async function* openEvents(options: EventsOptions): AsyncGenerator<CompanyEvent, void, undefined> {
  const { url, signal, create, onState, random = Math.random, now = Date.now, timers = globalThis } = options;
  // Milliseconds without a byte after which a connection is dead: two and a half heartbeats of the companion.
  const silence = 20_000;
  // Milliseconds after which a connection was a good one.
  const settled = 5_000;
  let id = options.lastEventId ?? "";
  let attempt = 0;
  let refusals = 0;
  let created = false;
  let isWoken = false;
  /** Ends what is being waited for: a connection, a pause, the page. */
  let wake = () => {};
  const nudge = () => {
    isWoken = true;
    wake();
  };
  const unwatch = onPageVisibility(nudge);
  signal.addEventListener("abort", nudge);
  const pause = async (state: EventsState, milliseconds?: number) => {
    onState?.(state);
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (milliseconds !== undefined) timer = timers.setTimeout(resolve, milliseconds);
    });
    timers.clearTimeout(timer);
  };

  try {
    while (!signal.aborted) {
      isWoken = false;
      if (!isPageVisible()) {
        await pause("hidden");
        continue;
      }
      onState?.("connecting");
      const link = new AbortController();
      wake = () => link.abort();
      let watchdog: ReturnType<typeof setTimeout> | undefined;
      const watch = () => {
        timers.clearTimeout(watchdog);
        watchdog = timers.setTimeout(() => link.abort(), silence);
      };
      let retryAfter: number | undefined;
      let status = 0;
      watch();
      try {
        const headers = { accept: "text/event-stream", ...(id && { "last-event-id": id }) };
        const response = await ask("ONB-402", url, { headers, signal: link.signal }, options.fetch);
        status = response.status;
        retryAfter = parseRetryAfter(response.headers.get("retry-after"), now());
        if (status === 200 && response.headers.get("content-type")?.startsWith("text/event-stream")) {
          const openedAt = now();
          const events = createSseParser(id);
          const reader = response.body?.getReader();
          refusals = 0;
          created = false;
          for (;;) {
            const chunk = await reader?.read();
            if (!chunk || chunk.done) break;
            watch();
            // Not by the head: a proxy may pass that on and hold the events back.
            onState?.("live");
            for (const { id: next, data } of events.push(chunk.value)) {
              const event = parseCompanyEvent(parseJson(data));
              if (event) yield event;
              if (signal.aborted) return;
              id = next;
            }
            id = events.lastId;
            retryAfter = events.retry;
            if (now() - openedAt > settled) attempt = 0;
          }
        } else if (process.env["NODE_ENV"] !== "production") noteStreamFault(url, response);
      } catch {
        // The next try may succeed, whatever failed; a browser without a bundler has no `process`.
      } finally {
        timers.clearTimeout(watchdog);
        link.abort();
      }
      if (isWoken) attempt = 0;
      else if (status === 401 || status === 403) {
        // Once more, at once: a session may just have been renewed in another tab.
        if (++refusals > 1) throw stepError("ONB-401");
      } else if (status === 204 && !create) await pause("none");
      else if (status === 204 && !created && (await create?.().catch(() => false))) created = true;
      else await pause("waiting", backoff(attempt++, retryAfter, random));
    }
  } finally {
    unwatch();
    signal.removeEventListener("abort", nudge);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
