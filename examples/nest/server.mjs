// @ts-check
import "reflect-metadata";
import { Module } from "@nestjs/common";
import { NestFactory } from "@nestjs/core";
import { toNodeHandler } from "codat-onboarding/server";
import { onboarding } from "./companion.mjs";
import { signIn } from "./session.mjs";

class AppModule {
  /** @param {import("@nestjs/common").MiddlewareConsumer} consumer */
  configure(consumer) {
    consumer.apply(toNodeHandler(onboarding)).forRoutes("/api/codat/*path", "/connect/*path");
  }
}
Module({})(AppModule);

// Nest's own parser comes first, so it must keep the raw bytes: a webhook is verified over them.
const app = await NestFactory.create(AppModule, { rawBody: true, logger: ["error", "warn"] });

app.use(
  "/sign-in",
  (
    /** @type {import("node:http").IncomingMessage} */ _,
    /** @type {import("node:http").ServerResponse} */ response,
  ) => response.writeHead(204, { "set-cookie": signIn() }).end(),
);

await app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1");
console.log((await app.getUrl()).replace("[::1]", "127.0.0.1"));

process.once("SIGTERM", async () => {
  // Takes no more connections, answers what still comes, and tells open streams to come back.
  await onboarding.close(app.getHttpServer());
  await app.close();
});
