/** `EventSource` sends the header when it reconnects; a page that opens a new one can only use the address. */
export function lastEventId(request: Request): string | null {
  return request.headers.get("last-event-id") ?? new URL(request.url).searchParams.get("lastEventId");
}
