// @ts-check
import { createServer } from "node:http";
import { toNodeHandler } from "codat-onboarding/server";
import { onboarding } from "./companion.mjs";
import { signIn, userOf } from "./session.mjs";

const companion = toNodeHandler(onboarding);

const server = createServer((request, response) => {
  const { method, url = "/" } = request;
  if (/^\/(api\/codat|connect)\//.test(url)) return companion(request, response);
  if (method === "POST" && url === "/sign-in") {
    return response.writeHead(204, { "set-cookie": signIn() }).end();
  }
  if (url === "/me") {
    const headers = { "content-type": "application/json", "cache-control": "no-store" };
    return response.writeHead(200, headers).end(JSON.stringify(userOf(request.headers.cookie)));
  }
  response.writeHead(404).end();
});

server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === "object" && address?.port}`);
});

// Takes no more connections, answers what still comes, and tells open streams to come back.
process.once("SIGTERM", () => onboarding.close(server));
