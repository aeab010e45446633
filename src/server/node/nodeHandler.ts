import type { IncomingMessage, ServerResponse } from "node:http";
import { nodeRequest } from "./nodeRequest.js";
import { sendNodeResponse } from "./nodeResponse.js";

/** Options of {@link toNodeHandler}. */
export interface NodeHandlerOptions {
  /**
   * Whether to believe `X-Forwarded-Proto` and `X-Forwarded-Host`. Only behind a proxy that overwrites both.
   *
   * @default false
   */
  trustProxy?: boolean | undefined;
}

/** Answers a request of `node:http` or Express. */
export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Serves a companion with `node:http` or Express. Mount it **before** body parsers: a webhook is verified over its raw
 * bytes, and a body can be read only once. Behind one it needs the bytes, in `request.rawBody` or as a `request.body`
 * that is a Buffer or a text; the JSON routes take a parsed `request.body` too. It may be mounted at any path; the
 * request's whole path counts.
 */
export function toNodeHandler(
  onboarding: { fetch(request: Request): Promise<Response> },
  { trustProxy = false }: NodeHandlerOptions = {},
): NodeHandler {
  return (message, reply) => {
    const request = nodeRequest(message, reply, { trustProxy });
    if (!request) return fail(reply, 400);
    onboarding
      .fetch(request)
      .then((response) => sendNodeResponse(response, message, reply))
      .catch(() => fail(reply, 500));
  };
}

/** Does not say what went wrong: the companion has answered and reported its own errors already. */
function fail(reply: ServerResponse, status: number): void {
  if (reply.headersSent) {
    reply.destroy();
    return;
  }
  reply.writeHead(status, { "cache-control": "no-store", "content-length": 0, connection: "close" }).end();
}
