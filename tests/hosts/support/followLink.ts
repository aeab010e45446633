import { get } from "node:http";

/**
 * Follows a link of the host's page as a browser does. Not by `fetch`, which says of itself that it is no navigation.
 *
 * @returns the status, and where it leads
 */
export function followLink(
  url: string | URL,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; location: string }> {
  const click = {
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };
  return new Promise((resolve, reject) => {
    get(url, { headers: { ...click, ...headers } }, (response) => {
      response.resume();
      resolve({ status: response.statusCode, location: response.headers.location ?? "" });
    }).once("error", reject);
  });
}
