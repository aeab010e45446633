import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createFakeCodat, type FakeCodat } from "codat-onboarding/testing";
import { toNodeHandler } from "../../../src/server/node/nodeHandler.js";
import { freePort } from "../../support/freePort.js";
import { commandsOf, freshFolder, install, isInstall, writeBlocks } from "./freshFolder.js";
import { type FreshApp, freshFolders } from "./freshFolders.js";
import type { ManualStep } from "./manualSteps.js";
import { root } from "./tarball.js";

/** A fresh app with the manual's steps done to it, and the Codat that they name. */
export interface FreshHost {
  folder: string;
  /** Where it will be served. */
  url: string;
  codat: FakeCodat;
  env: Record<string, string>;
  /** What its steps say to type, but for what installs it. */
  commands: readonly string[];
  close(): Promise<void>;
}

/**
 * Copies a fresh app to where no other package is near and does the steps: installs, writes the files, and sets up a
 * fake Codat as the last block says. The code is not changed, but for addresses; the secrets are filled in.
 */
export async function freshHost(app: FreshApp, steps: readonly ManualStep[]): Promise<FreshHost> {
  const preload = join(root, "tests/hosts/fresh/preload");
  const folder = await freshFolder(`fresh-${app}`, [...freshFolders(app), preload]);

  const [port, behind] = [await freePort(), await freePort()];
  // Vite's own name for this machine; its pages lead on to another port.
  const url = app === "vite" ? `http://localhost:${port}` : `http://127.0.0.1:${port}`;
  const address = (code: string) => (app === "vite" ? code.replaceAll("3000", `${behind}`) : code);
  const apiKey = randomBytes(16).toString("hex");
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const secrets = (env: string) =>
    env
      .replace(/(?<=^CODAT_API_KEY=).*$/m, apiKey)
      .replace(/(?<=^CODAT_WEBHOOK_SECRET=).*$/m, secret)
      .replace(/(?<=^INVITE_SECRET=).*$/m, randomBytes(32).toString("hex"))
      .replace(/(?<=^PUBLIC_URL=).*$/m, url);

  await writeBlocks(folder, steps, ({ language, code }) =>
    language === "env" ? secrets(code) : address(code),
  );
  const commands = commandsOf(steps);
  for (const command of commands.filter(isInstall)) await install(folder, command);

  const codat = codatOf(steps, url, { apiKey, secret });
  const server = createServer(toNodeHandler(codat));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    folder,
    url,
    codat,
    commands: commands.filter((command) => !isInstall(command)),
    env: {
      FAKE_CODAT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_OPTIONS: `--import ${join(folder, "fakeCodat.mjs")}`,
      PORT: `${port}`,
    },
    close() {
      server.closeAllConnections();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}

/** A Codat that was told what the last step says: where to lead people back to, and where its webhooks go. */
function codatOf(
  steps: readonly ManualStep[],
  url: string,
  { apiKey, secret }: { apiKey: string; secret: string },
): FakeCodat {
  const told = steps.find(({ language }) => language === "text")?.code;
  if (!told) throw new Error("No step says what Codat must be told.");
  const [redirectUrl, webhooks = ""] = told.replaceAll("https://apply.example.com", url).split("\n");
  // Its links lead to Codat's own address, which alone is allowed where no other is named.
  const baseUrl = "https://link.codat.io";
  return createFakeCodat({ baseUrl, apiKey, redirectUrl, webhooks: { url: webhooks, secret } });
}
