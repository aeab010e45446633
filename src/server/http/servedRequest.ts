/** What stays of a request for as long as its answer goes on: a `Request` would cost more than the rest of a stream. */
export interface RequestHead {
  /** Another request with the same address and headers, without a body. */
  again(): Request;
}

/**
 * A request of a server that keeps its head anyway, and that follows the reader by the socket which the response is
 * written to.
 */
export abstract class ServedRequest extends Request {
  abstract readonly head: RequestHead;
}

export function headOf(request: Request): RequestHead {
  if (request instanceof ServedRequest) return request.head;
  const { url } = request;
  const headers = [...request.headers];
  return { again: () => new Request(url, { headers }) };
}

/** The signal of a request whose reader is not followed in another way. */
export function readerSignal(request: Request): AbortSignal | undefined {
  return request instanceof ServedRequest ? undefined : request.signal;
}
