import { readFile } from "node:fs/promises";
import { getSession } from "./session.mjs";

const types = { css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript" };

/** Answers what is not the companion's. */
export async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://localhost");
  if (pathname === "/session") {
    const session = await getSession(new Headers({ cookie: request.headers.cookie ?? "" }));
    response.writeHead(200, { "content-type": "application/json" });
    return response.end(JSON.stringify(session ?? null));
  }
  const [name = "index", ending = "html"] = /^\/(\w+)\.(\w+)$/.exec(pathname)?.slice(1) ?? [];
  const body = await readFile(`public/${name}.${ending}`).catch(() => undefined);
  response.writeHead(body ? 200 : 404, { "content-type": types[ending] ?? "text/plain" });
  response.end(body);
}
