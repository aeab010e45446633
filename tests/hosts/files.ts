import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type Listener, listen } from "./listen.js";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
};

/** Serves the files of a folder; any other address is its page. */
export function serveFiles(folder: string): Promise<Listener> {
  return listen(() => async (request) => {
    const { pathname } = new URL(request.url);
    const file = extname(pathname) ? pathname : "index.html";
    try {
      return new Response(new Uint8Array(await readFile(join(folder, file))), {
        headers: { "content-type": types[extname(file)] ?? "application/octet-stream" },
      });
    } catch {
      return new Response("Not found", { status: 404 });
    }
  });
}
