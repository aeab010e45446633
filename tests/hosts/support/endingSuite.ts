import { Agent, request } from "node:http";
import { connect, type Socket } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { sign } from "../../server/webhooks/webhooks.js";
import { portAnswers } from "../../support/freePort.js";
import { nginxProgram, startNginx } from "../../support/nginx.js";
import { type CodatServer, startCodat } from "./codat.js";
import type { HostProcess } from "./hostProcess.js";

/** A host that can be started as often as there are tests. */
export interface EndingHost {
  start(env: Record<string, string>): Promise<HostProcess>;
  /** What its process exits with after SIGTERM. @default 0 */
  code?: number | undefined;
  /**
   * Whether the framework calls Node's own `close`, which resets connections that are idle, also those by which somebody
   * asks at this moment. @default false
   */
  resets?: boolean | undefined;
}

/** How many ask at the same time, each again as soon as it was answered. */
const askerCount = 8;

/** What every host must do at a deploy, seen from outside: with SIGTERM in the middle of requests and streams. */
export function describeEnding({ start, code = 0, resets = false }: EndingHost): void {
  describe("told to end", () => {
    test("answers what comes by connections that are kept, says that they end, and ends", async () => {
      const { host, codat, visit } = await startAll(start);
      const stream = await visit.stream();
      const asked = startAsking(host.url, codat, visit);
      await asked.begun;
      const ended = host.stop();

      const askers = await asked.over;
      expect(askers.flatMap(({ answers }) => answers).filter(({ status }) => status !== 200)).toEqual([]);
      const untold = askers.filter(({ answers }) => answers.at(-1)?.connection !== "close");
      expect(untold.filter(({ end }) => !resets || end !== "reset")).toEqual([]);
      expect(askers.filter(({ end }) => !resets && end === "reset")).toEqual([]);
      // To its end, and not cut.
      expect(await stream.text()).toMatch(/^event: snapshot$/m);
      expect(await ended).toBe(code);
    });

    test("answers what had not come whole", async () => {
      const { host, codat, visit } = await startAll(start);
      const { port } = new URL(host.url);
      const get = `GET /api/codat/company HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n${visit.head}\r\n`;
      const webhook = signed(codat, visit.news);
      const post =
        `POST /api/codat/webhooks HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: ${Buffer.byteLength(webhook.body)}\r\n` +
        `${linesOf(webhook.headers)}\r\n\r\n${webhook.body}`;
      const halves = [get, post].map((text) => [text.slice(0, text.length - 20), text.slice(-20)] as const);
      const sockets = await Promise.all(halves.map(([first]) => openHalf(Number(port), first)));
      const ended = host.stop();
      await expect.poll(() => portAnswers(Number(port)), { timeout: 60_000 }).toBe(false);
      const answers = halves.map(([, second], place) => sockets[place]?.finish(second));

      for (const answer of await Promise.all(answers)) {
        expect(answer).toMatch(/^HTTP\/1.1 200 /);
        expect(answer).toMatch(/\r\nconnection: close\r\n/i);
      }
      expect(await ended).toBe(code);
    });

    test.skipIf(!nginxProgram)("is left by nginx, which keeps its connections", async () => {
      const { host, codat, visit } = await startAll(start);
      const front = await startNginx([Number(new URL(host.url).port)]);
      onTestFinished(() => front.end());
      const stream = await visit.stream(front.url);
      const asked = startAsking(front.url, codat, visit);
      await asked.begun;
      const ended = host.stop();

      // nginx itself says that there is nobody.
      const statuses = (await asked.over).map(({ answers }) => answers.map(({ status }) => status));
      expect(statuses.map((own) => own.at(-1))).toEqual(statuses.map(() => 502));
      expect(statuses.flatMap((own) => own.slice(0, -1)).filter((status) => status !== 200)).toEqual([]);
      expect(await stream.text()).toMatch(/^event: snapshot$/m);
      expect(await ended).toBe(code);
    });
  });
}

/** Somebody with a session and a company, and a webhook about it that is never sent. */
interface Visit {
  /** Header lines of the session. */
  head: string;
  headers: Record<string, string>;
  news: string;
  stream(url?: string): Promise<Response>;
}

async function startAll(
  start: EndingHost["start"],
): Promise<{ host: HostProcess; codat: CodatServer; visit: Visit }> {
  const codat = await startCodat();
  onTestFinished(() => codat.close());
  const host = await start(codat.env);
  onTestFinished(async () => void (await host.stop()));
  codat.tell(host.url);
  const { headers: signedIn } = await fetch(`${host.url}/sign-in`, { method: "POST" });
  const headers = {
    cookie: signedIn.get("set-cookie")?.split(";")[0] ?? "",
    "sec-fetch-site": "same-origin",
  };
  const company = await fetch(`${host.url}/api/codat/company`, { method: "POST", headers });
  expect(company.status).toBe(200);
  codat.api.webhooks.hold();
  codat.api.connect((await company.json()).id);
  const news = codat.api.webhooks.held()[0]?.body ?? "";
  const stream = async (url = host.url) => {
    const response = await fetch(`${url}/api/codat/events`, { headers });
    expect(response.status).toBe(200);
    return response;
  };
  return { host, codat, visit: { headers, head: `${linesOf(headers)}\r\n`, news, stream } };
}

interface Answer {
  status: number;
  connection: string | undefined;
}

/** Why there was no answer: nobody listens any more, or a request that was sent was not answered. */
type End = "gone" | "reset";

interface Asker {
  answers: Answer[];
  end: End | undefined;
}

/** Webhooks and looks at the company, one after the other, each asker by a connection that is kept, until there is nobody. */
function startAsking(url: string, codat: CodatServer, visit: Visit) {
  const one = (agent: Agent, place: number) => {
    if (place % 2 === 0) return send(agent, `${url}/api/codat/company`, { headers: visit.headers });
    return send(agent, `${url}/api/codat/webhooks`, { method: "POST", ...signed(codat, visit.news) });
  };

  async function ask(place: number, onAnswer: () => void): Promise<Asker> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const asker: Asker = { answers: [], end: undefined };
    while (asker.end === undefined) {
      const answer = await one(agent, place);
      if (typeof answer === "string") asker.end = answer;
      else {
        asker.answers.push(answer);
        onAnswer();
        if (answer.status !== 200) break;
      }
    }
    agent.destroy();
    return asker;
  }

  let over: Promise<Asker[]> = Promise.resolve([]);
  const begun = new Promise<void>((resolve, reject) => {
    const waiting = new Set(Array.from({ length: askerCount }, (_, place) => place));
    const asking = [...waiting].map((place) =>
      ask(place, () => {
        waiting.delete(place);
        if (waiting.size === 0) resolve();
      }),
    );
    over = Promise.all(asking);
    over.catch(reject);
  });
  return { begun, over };
}

function send(
  agent: Agent,
  url: string,
  { body, ...options }: { method?: string; headers: Record<string, string>; body?: string },
): Promise<Answer | End> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, ...options }, (response) => {
      const { statusCode: status = 0, headers } = response;
      response
        .on("error", () => resolve("reset"))
        .on("end", () => resolve({ status, connection: headers.connection }));
      response.resume();
    });
    sent.on("error", (error: NodeJS.ErrnoException) =>
      resolve(error.syscall === "connect" ? "gone" : "reset"),
    );
    sent.end(body);
  });
}

let messages = 0;

/** A message as Codat would send it, each one new. */
function signed({ env }: CodatServer, body: string): { headers: Record<string, string>; body: string } {
  const id = `msg_ending_${messages++}`;
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(seconds),
    "webhook-signature": sign(id, seconds, body, env["CODAT_WEBHOOK_SECRET"]),
  };
  return { headers, body };
}

function linesOf(headers: Record<string, string>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\r\n");
}

/**
 * Sends a whole request and the first half of another in one piece, so that the server has the half when it has answered
 * the whole one.
 */
async function openHalf(port: number, half: string): Promise<{ finish(rest: string): Promise<string> }> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const one = connect(port, "127.0.0.1", () => resolve(one)).once("error", reject);
  });
  onTestFinished(() => void socket.destroy());
  let text = "";
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  const answered = new Promise<void>((resolve) => {
    socket.on("data", (chunk) => {
      text += chunk;
      if (text.includes('"not found"')) resolve();
    });
  });
  socket.write(`GET /api/codat/nothing HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n${half}`);
  await Promise.race([answered, closed.then(() => Promise.reject(new Error(`It was closed:\n${text}`)))]);
  // What is left of it are a chunk's end and the mark of the last.
  const before = text.length;
  return {
    async finish(rest) {
      socket.write(rest);
      await closed;
      const after = text.slice(before);
      return after.slice(Math.max(0, after.indexOf("HTTP/1.1")));
    },
  };
}
