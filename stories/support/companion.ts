import type { Company, CompanyConnection, CompanyEvent } from "codat-onboarding/live";
import { type CompanionInvites, createCompanionInvites } from "./companionInvites";

/** A companion inside the page: it answers `fetch`, and tells whoever listens what a test says. */
export interface Companion {
  /** What was asked for so far, such as `GET /api/codat/events`. */
  readonly requests: string[];
  /** Requests that are being answered. */
  readonly busy: number;
  /** Streams that are open. */
  readonly open: number;
  /** Begins every stream, and is what a test changes. */
  company: Company | undefined;
  /** Its invites, where its company has an `inviteHost`. */
  readonly invites: CompanionInvites;
  /** Answers the next requests in place of what it would: by path, such as `/events`. */
  answer:
    | ((path: string, request: Request) => Response | Promise<Response | undefined> | undefined)
    | undefined;
  /** Tells all open streams. */
  send(event: CompanyEvent): void;
  /** Ends all open streams, as a restart does. */
  cut(): void;
  restore(): void;
}

export const companyId = "11111111-2222-4333-8444-555555555555";

/** A company without connections. */
export function companyOf(...connections: CompanyConnection[]): Company {
  return { id: companyId, linkHost: "link.codat.io", connections, arrivals: {} };
}

/** A connection to Xero; `version` orders it. */
export function xero(
  status: string,
  version = "2026-11-23T09:00:00.0000000Z/1",
  more: Partial<CompanyConnection> = {},
): CompanyConnection {
  return {
    id: "aaaaaaaa-2222-4333-8444-555555555555",
    platformName: "Xero",
    integrationKey: "gbol",
    sourceType: "Accounting",
    status,
    version,
    ...more,
  };
}

/** What answers below each endpoint. Several companions in one page know nothing of each other. */
const answers = new Map<string, (path: string, request: Request) => Promise<Response>>();
let pageFetch: typeof fetch | undefined;

const dispatch: typeof fetch = async (input, init) => {
  const request = new Request(input, init);
  const { pathname, origin } = new URL(request.url);
  const [endpoint, answer] =
    [...answers].find(([base]) => origin === location.origin && pathname.startsWith(`${base}/`)) ?? [];
  if (!endpoint || !answer) return (pageFetch ?? fetch)(input, init);
  return answer(pathname.slice(endpoint.length), request);
};

function connect(endpoint: string, answer: (path: string, request: Request) => Promise<Response>) {
  answers.set(endpoint, answer);
  if (globalThis.fetch === dispatch) return;
  pageFetch = globalThis.fetch;
  globalThis.fetch = dispatch;
}

function disconnect(endpoint: string) {
  answers.delete(endpoint);
  if (answers.size === 0 && pageFetch) globalThis.fetch = pageFetch;
}

/** Puts a companion into the page's `fetch`, at `endpoint`, until it is restored. */
export function installCompanion(company?: Company | undefined, endpoint = "/api/codat"): Companion {
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let cursor = 0;
  let busy = 0;
  const frame = (event: CompanyEvent) =>
    new TextEncoder().encode(`id: c${++cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  const self: Companion = {
    requests: [],
    get busy() {
      return busy;
    },
    get open() {
      return streams.size;
    },
    company,
    invites: createCompanionInvites(
      () => self.company,
      (next) => {
        self.company = next;
      },
      (event) => self.send(event),
    ),
    answer: undefined,
    send(event) {
      for (const stream of streams) stream.enqueue(frame(event));
    },
    cut() {
      for (const stream of streams) stream.close();
      streams.clear();
    },
    restore: () => disconnect(endpoint),
  };

  function stream(request: Request): Response {
    if (!self.company) return new Response(null, { status: 204 });
    const first = frame({ type: "snapshot", company: self.company });
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
    const leave = () => {
      if (controller) streams.delete(controller);
    };
    request.signal.addEventListener("abort", leave);
    const body = new ReadableStream<Uint8Array>({
      start(given) {
        controller = given;
        streams.add(given);
        given.enqueue(first);
      },
      cancel: leave,
    });
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  }

  connect(endpoint, async (path, request) => {
    self.requests.push(`${request.method} ${endpoint}${path}`);
    busy++;
    try {
      return await answer(path, request);
    } finally {
      busy--;
    }
  });

  async function answer(path: string, request: Request): Promise<Response> {
    const answered = await self.answer?.(path, request);
    if (answered) return answered;
    if (path === "/events") return stream(request);
    if (path === "/company") {
      if (request.method === "POST") self.company ??= companyOf();
      return Response.json(self.company);
    }
    return (await self.invites.answer(path, request)) ?? Response.json({}, { status: 200 });
  }
  return self;
}
