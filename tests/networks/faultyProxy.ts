import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import type { Listener } from "../hosts/support/listen.js";

/** What a proxy does to a request in place of passing it on; the site's answer is for it to use. */
export type Treatment = (response: ServerResponse, answer: () => Promise<IncomingMessage>) => void;

/** A proxy of our own, which treats some requests as a bad one does until it is mended. */
export interface FaultyProxy extends Listener {
  mend(): void;
}

/**
 * @param upstream the site's address
 * @param isTreated whether a request to this path meets the fault
 */
export async function startProxy(
  upstream: string,
  isTreated: (path: string) => boolean,
  treatment: Treatment,
): Promise<FaultyProxy> {
  let isMended = false;
  const server = createServer((request, response) => {
    const answer = () => passOn(upstream, request, response);
    if (!isMended && isTreated(request.url ?? "")) return treatment(response, answer);
    answer().then(
      (incoming) => incoming.pipe(response.writeHead(incoming.statusCode ?? 502, incoming.headers)),
      () => response.destroy(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mend() {
      isMended = true;
    },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

function passOn(
  upstream: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, headers, url = "/" } = request;
    const outgoing = send(new URL(url, upstream), { method, headers }, resolve).once("error", reject);
    response.once("close", () => outgoing.destroy());
    request.pipe(outgoing);
  });
}

/** Answers by itself, with a page where the type is HTML. */
export const answers =
  (status: number, type = "text/html"): Treatment =>
  (response) =>
    void response.writeHead(status, { "content-type": type }).end("<!doctype html><p>Sign in to go on.");

/** As a port that nobody listens on, or a firewall that says so. */
export const refuses: Treatment = (response) => void response.destroy();

export const neverAnswers: Treatment = () => {};

/** Passes the head on, and each chunk once the next has come. */
export const holdsOneChunk: Treatment = async (response, answer) => {
  const incoming = await answer();
  response.writeHead(incoming.statusCode ?? 502, incoming.headers).flushHeaders();
  let held: Buffer | undefined;
  incoming.on("data", (chunk: Buffer) => {
    if (held) response.write(held);
    held = chunk;
  });
  incoming.once("end", () => response.end(held)).once("error", () => response.destroy());
};
