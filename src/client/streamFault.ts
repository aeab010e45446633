/** For development: the likely cause and cure of what the last stream met that was answered by something else. */
export const streamFault: { last?: string } = {};

/** Reads it from an answer that is no stream; 204 is a companion’s own, without a company. */
export function noteStreamFault(url: string, { status, headers }: Response): void {
  if (status === 204) return;
  const isPage = headers.get("content-type")?.startsWith("text/html");
  streamFault.last = `GET ${url} answered ${isPage ? "HTML " : ""}${status}: ${cureOf(status)}`;
}

function cureOf(status: number): string {
  if (status === 404 || status === 405) return "is the companion mounted?";
  if (status >= 500) return "what does the companion’s log say, and is it running?";
  return "does a login page, or a page of the app’s own, stand in its way?";
}
