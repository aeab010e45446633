// @ts-check
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { onboarding } from "./companion.mjs";
import { signIn } from "./session.mjs";

const app = new Hono();

for (const path of ["/api/codat/*", "/connect/*"]) {
  app.all(path, (context) => onboarding.fetch(context.req.raw));
}

app.post("/sign-in", (context) => {
  context.header("set-cookie", signIn());
  return context.body(null, 204);
});

const options = { fetch: app.fetch, hostname: "127.0.0.1", port: Number(process.env.PORT ?? 3000) };
const server = serve(options, ({ port }) => console.log(`http://127.0.0.1:${port}`));

// Takes no more connections, answers what still comes, and tells open streams to come back.
process.once("SIGTERM", () => onboarding.close(server));
