// @ts-check
import { toNodeHandler } from "codat-onboarding/server";
import Fastify from "fastify";
import { onboarding } from "./companion.mjs";
import { signIn } from "./session.mjs";

const app = Fastify();
const companion = toNodeHandler(onboarding);

// In a scope whose parser leaves every body alone: a webhook is verified over its raw bytes.
app.register(async (scope) => {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser("*", (_request, _payload, done) => done(null));
  for (const path of ["/api/codat/*", "/connect/*"]) {
    scope.all(path, (request, reply) => {
      reply.hijack();
      companion(request.raw, reply.raw);
    });
  }
});

app.post("/sign-in", (_request, reply) => reply.code(204).header("set-cookie", signIn()).send());

console.log(await app.listen({ port: Number(process.env.PORT ?? 3000), host: "127.0.0.1" }));

process.once("SIGTERM", async () => {
  // Takes no more connections, answers what still comes, and tells open streams to come back.
  await onboarding.close(app.server);
  // After it: Fastify answers 503 from here on.
  await app.close();
});
