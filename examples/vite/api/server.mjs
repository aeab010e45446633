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

process.once("SIGTERM", async () => {
  server.close();
  // Open streams are told to come back, a few at a time; without this they would hold the server open.
  await onboarding.close();
  // So would a connection on which nothing is asked.
  setTimeout(() => server.closeAllConnections(), 10_000).unref();
});
