import type { FakeRequest } from "./codatApi.js";

const longest = 10_000;

/** The last requests to the API. */
export interface RequestLog {
  add(request: FakeRequest): void;
  /** Oldest first, as copies. */
  all(): FakeRequest[];
}

export function createRequestLog(): RequestLog {
  const requests: FakeRequest[] = [];
  return {
    add(request) {
      requests.push(request);
      if (requests.length > longest) requests.shift();
    },
    all: () => requests.map((request) => ({ ...request })),
  };
}
