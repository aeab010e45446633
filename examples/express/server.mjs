import { toNodeHandler } from "codat-onboarding/server";
import express from "express";
import { onboarding } from "./companion.mjs";
import { signIn } from "./session.mjs";

const app = express();

// Before body parsers: a webhook is verified over its raw bytes. The other way round it answers 500, and ONB-507.
app.use(["/api/codat", "/connect"], toNodeHandler(onboarding));
app.use(express.json());

app.post("/sign-in", (_, response) => {
  response.status(204).set("set-cookie", signIn()).end();
});

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === "object" && address?.port}`);
});

// Takes no more connections, answers what still comes, and tells open streams to come back.
process.once("SIGTERM", () => onboarding.close(server));
