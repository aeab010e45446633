import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { freePort } from "../support/freePort.js";

const folder = fileURLToPath(new URL("../../.cache/prism", import.meta.url));
const command = `${folder}/node_modules/@stoplight/prism-cli/dist/index.js`;

type Handler = (request: Request) => Promise<Response>;

/** What of a request or its answer is not as the API document says. */
export interface Violation {
  location: readonly string[];
  severity: string;
  code: string | number;
  message: string;
}

/** A server that others reach: where it is, and its end. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Puts a handler on a port of this machine. */
export async function serve(answer: Handler): Promise<Listening> {
  const server = createServer(async (incoming, outgoing) => {
    const response = await answer(await readRequest(incoming));
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Prism in front of a server: it passes everything on, and says in a header what does not fit the document. */
export async function startPrism(document: string, upstream: string): Promise<Listening> {
  install();
  const port = await freePort();
  const args = [command, "proxy", document, upstream, "-h", "127.0.0.1", "-p", String(port)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const kill = () => child.kill();
  process.once("exit", kill);
  let said = "";
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        said += chunk;
        if (said.includes("Prism is listening")) resolve();
      });
    }
    child.on("exit", () => reject(new Error(`prism ended: ${said}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        process.off("exit", kill);
        child.removeAllListeners("exit");
        child.on("exit", () => resolve());
        child.kill();
      }),
  };
}

/** What prism has found in one exchange. */
export function violationsIn(response: Response): Violation[] {
  const header = response.headers.get("sl-violations");
  return header ? JSON.parse(header) : [];
}

/**
 * Checks a webhook's body against what the document has under that event's name, by the validator that prism itself is
 * built on.
 *
 * @returns what does not fit
 */
export function schemaCheckOf(document: object): (eventType: string, body: unknown) => string[] {
  const { default: Ajv } = createRequire(command)("ajv/dist/2020");
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, validateFormats: false });
  ajv.addSchema(withNulls(document), "codat");
  return (eventType, body) => {
    const pointer = `#/webhooks/${eventType}/post/requestBody/content/application~1json/schema`;
    const check = ajv.compile({ $ref: `codat${pointer}` });
    if (check(body)) return [];
    return check.errors.map((one: { instancePath: string; message: string }) =>
      [eventType, one.instancePath, one.message].join(" "),
    );
  };
}

/** The document writes OpenAPI 3.0's `nullable`, which means nothing in its own version 3.1. */
function withNulls(value: unknown): object {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? withNulls(item) : item));
  const { nullable, ...rest } = Object(value);
  const schema = Object.fromEntries(
    Object.entries(rest).map(([name, item]) => [name, isObject(item) ? withNulls(item) : item]),
  );
  return nullable === true ? { anyOf: [schema, { type: "null" }] } : schema;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function install(): void {
  if (existsSync(command)) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, '{ "private": true }');
  const args = ["install", "@stoplight/prism-cli@5.14.2", "--ignore-scripts", "--no-audit", "--no-fund"];
  const { status } = spawnSync("npm", args, { cwd: folder, stdio: "ignore", timeout: 240_000 });
  if (status !== 0) throw new Error("prism could not be installed into .cache/prism.");
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { method = "GET", url = "/", headers } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://127.0.0.1${url}`, {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(hasBody && { body: Buffer.concat(chunks) }),
  });
}
