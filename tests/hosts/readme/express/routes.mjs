import { static as files, Router } from "express";
import { getSession, signIn } from "./session.mjs";

export const routes = Router();

routes.post("/sign-in", (_, response) => void response.status(204).set("set-cookie", signIn()).end());
routes.get("/session", async ({ headers }, response) => {
  response.json((await getSession(new Headers({ cookie: headers.cookie ?? "" }))) ?? null);
});
routes.get("/onboarding", (_, response) => response.sendFile("index.html", { root: "public" }));
routes.use(files("public"));
