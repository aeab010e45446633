import type { Browser, BrowserContextOptions, Request } from "playwright";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished } from "vitest";
import { openPage, startBrowser, type Visit } from "./browser.js";
import { type CodatServer, startCodat } from "./codat.js";
import { installHost } from "./hostFolder.js";
import type { HostProcess } from "./hostProcess.js";
import { startNext } from "./nextServer.js";
import { run } from "./run.js";

/** The running example, for the tests of a suite. */
export interface NextHost {
  readonly url: string;
  readonly codat: CodatServer;
  /** Another process of it. */
  start(env: Record<string, string>): Promise<HostProcess>;
  /** Opens the page; at the test's end its console must have been silent. */
  visit(options?: BrowserContextOptions): Promise<Visit & { actions: Request[] }>;
}

/** Builds `examples/next` with a bundler and runs it beside a fake Codat, around the tests of a suite. */
export function useNextHost(bundler: "turbopack" | "webpack"): NextHost {
  let folder: string;
  let next: HostProcess;
  let codat: CodatServer;
  let browser: Browser;

  beforeAll(async () => {
    folder = await installHost({ name: "next", from: "examples/next" });
    await run("npx", ["next", "build", `--${bundler}`], {
      cwd: folder,
      env: { NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
      minutes: 6,
    });
    codat = await startCodat();
    [next, browser] = await Promise.all([startNext(folder, codat.env), startBrowser()]);
    codat.tell(next.url);
  });

  afterAll(async () => {
    await browser?.close();
    await next?.stop();
    await codat?.close();
  });

  beforeEach(() => {
    codat.linkRequests.length = 0;
    codat.broken = false;
  });

  return {
    get url() {
      return next.url;
    },
    get codat() {
      return codat;
    },
    start: (env) => startNext(folder, env),
    async visit(options) {
      const actions: Request[] = [];
      const visit = await openPage(browser, next.url, options);
      visit.page.on("request", (request) => {
        if (request.headers()["next-action"]) actions.push(request);
      });
      onTestFinished(async () => {
        await visit.page.context().close();
        expect(visit.problems).toEqual([]);
      });
      return { ...visit, actions };
    },
  };
}
