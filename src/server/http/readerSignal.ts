const lazy = new WeakSet<Request>();

/**
 * Gives a request a signal that is aborted when its reader has gone, and made only when somebody asks for it: one costs
 * more than the rest of a request, and of ten thousand streams each would keep one.
 *
 * @param onGone - calls back when the reader has gone
 */
export function setReaderSignal(request: Request, onGone: (gone: () => void) => void): void {
  let controller: AbortController | undefined;
  lazy.add(request);
  Object.defineProperty(request, "signal", {
    get() {
      if (!controller) {
        const made = new AbortController();
        controller = made;
        onGone(() => made.abort());
      }
      return controller.signal;
    },
  });
}

/** The signal of a request whose reader is not followed in another way: by the socket that its response is written to. */
export function readerSignal(request: Request): AbortSignal | undefined {
  return lazy.has(request) ? undefined : request.signal;
}
