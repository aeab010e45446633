import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { getSession } from "./session.mjs";

export const routes = new Hono();

routes.get("/session", async (context) => context.json((await getSession(context.req.raw.headers)) ?? null));
routes.get("/onboarding", serveStatic({ path: "public/index.html" }));
routes.use("/*", serveStatic({ root: "public" }));
