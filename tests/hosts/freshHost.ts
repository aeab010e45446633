import { randomBytes } from "node:crypto";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { createFakeCodat, type FakeCodat } from "codat-onboarding/testing";
import { toNodeHandler } from "../../src/server/node/nodeHandler.js";
import type { ReadmeStep } from "./readmeSteps.js";
import { run } from "./run.js";
import { packTarball, root } from "./tarball.js";

/** A fresh app with the README's steps done to it, and the Codat that they name. */
export interface FreshHost {
  folder: string;
  /** Where it will be served. */
  url: string;
  codat: FakeCodat;
  env: Record<string, string>;
  close(): Promise<void>;
}

/**
 * Copies a fresh app to where no other package is near and does the steps: installs, writes the files, and sets up a
 * fake Codat as the last block says. The code is not changed; the secrets and the app's own address are filled in.
 */
export async function freshHost(name: "next" | "express", steps: readonly ReadmeStep[]): Promise<FreshHost> {
  const folder = join(root, ".cache", "hosts", `fresh-${name}`);
  await mkdir(folder, { recursive: true });
  // All but what was installed from elsewhere, which saves a minute.
  for (const made of [
    ".next",
    "app",
    "client",
    "public",
    "package-lock.json",
    "node_modules/codat-onboarding",
  ]) {
    await rm(join(folder, made), { recursive: true, force: true });
  }
  await cp(join(root, "tests", "hosts", "readme", name), folder, { recursive: true });
  await cp(join(root, "tests", "hosts", "readme", "codat.mjs"), join(folder, "codat.mjs"));

  const url = `http://127.0.0.1:${await freePort()}`;
  const apiKey = randomBytes(16).toString("hex");
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const fakes: FakeCodat[] = [];
  for (const { file, language, code, text } of steps) {
    if (language === "text") {
      const [redirectUrl, webhooks = ""] = code.replaceAll("https://apply.example.com", url).split("\n");
      // Its links lead to Codat's own address, which alone is allowed where no other is named.
      fakes.push(
        createFakeCodat({
          baseUrl: "https://link.codat.io",
          apiKey,
          redirectUrl,
          webhooks: { url: webhooks, secret },
        }),
      );
    } else if (code.startsWith("npm install ")) {
      const packages = code.trim().split(" ").slice(2);
      await install(
        folder,
        packages.map((one) => (one === "codat-onboarding" ? undefined : one)),
      );
    } else {
      const path = join(folder, file ?? /`(\.env[^`]*)`/.exec(text)?.[1] ?? "");
      const secrets = code
        .replace(/(?<=^CODAT_API_KEY=).*$/m, apiKey)
        .replace(/(?<=^CODAT_WEBHOOK_SECRET=).*$/m, secret)
        .replace(/(?<=^INVITE_SECRET=).*$/m, randomBytes(32).toString("hex"))
        .replace(/(?<=^PUBLIC_URL=).*$/m, url);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, language === "sh" ? secrets : code);
    }
  }
  const [codat] = fakes;
  if (!codat) throw new Error("No step says what Codat must be told.");
  const server = createServer(toNodeHandler(codat));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const fakeUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    folder,
    url,
    codat,
    env: {
      FAKE_CODAT: fakeUrl,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_OPTIONS: `--import ${join(folder, "codat.mjs")}`,
      PORT: new URL(url).port,
    },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** `undefined` is the package itself, as it would be published. */
async function install(folder: string, packages: readonly (string | undefined)[]): Promise<void> {
  const tarball = await packTarball();
  const names = packages.map((name) => name ?? tarball);
  const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--loglevel=error"];
  await run("npm", ["install", ...names, ...quiet], { cwd: folder, minutes: 6 });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
