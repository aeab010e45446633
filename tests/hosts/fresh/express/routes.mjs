import { static as files, Router } from "express";
import { getSession } from "./session.mjs";

export const routes = Router();

routes.get("/session", async ({ headers }, response) => {
  response.json((await getSession(new Headers({ cookie: headers.cookie ?? "" }))) ?? null);
});
routes.get("/onboarding", (_, response) => response.sendFile("index.html", { root: "public" }));
routes.use(files("public"));
