/** `EventSource` sends the header when it reconnects; a page that opens a new one can only use the address. */
export function lastEventId(request: Request): string | null {
  const { headers, url } = request;
  const id = headers.get("last-event-id");
  return id === null && url.includes("?") ? new URL(url).searchParams.get("lastEventId") : id;
}
