const parsedBodies = new WeakMap<Request, unknown>();

/** Keeps what a host's body parser has made of a request's body, whose bytes are gone. */
export function keepParsedBody(request: Request, body: unknown): void {
  parsedBodies.set(request, body);
}

/** `undefined` where no parser came first. Never for a webhook: its signature covers the bytes. */
export function parsedBodyOf(request: Request): unknown {
  return parsedBodies.get(request);
}
