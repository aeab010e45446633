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

process.once("SIGTERM", async () => {
  server.close();
  // Open streams are told to come back, a few at a time; without this they would hold the server open.
  await onboarding.close();
  // So would a connection on which nothing is asked.
  setTimeout(() => server.closeAllConnections(), 10_000).unref();
});
