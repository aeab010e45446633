import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensurePrograms, findProgram } from "../../scripts/system.mjs";
import { freePort } from "./freePort.js";

/** WebKitGTK's browser, steered over W3C WebDriver. */
export interface WebKit {
  version: string;
  open(url: string): Promise<void>;
  url(): Promise<string>;
  /** Presses the first element that fits. */
  click(selector: string): Promise<void>;
  /** What the first element that fits shows; empty without one. */
  text(selector: string): Promise<string>;
  close(): Promise<void>;
}

const driver = { command: "WebKitWebDriver", package: "webkit2gtk-driver" };
const screen = { command: "Xvfb", package: "xvfb" };

/** What is missing for WebKit after an attempt to install it. */
export function missingForWebKit(): string[] {
  const { missing } = ensurePrograms([driver, screen]);
  return missing.length > 0 || browserPath() ? missing : ["MiniBrowser"];
}

/** A browser of its own, with nothing in it from before. */
export async function launchWebKit(): Promise<WebKit> {
  const binary = browserPath();
  if (!binary) throw new Error("There is no MiniBrowser. Install webkit2gtk-driver.");
  const folder = mkdtempSync(join(tmpdir(), "webkit-"));
  const { PATH = "" } = process.env;
  const env = {
    PATH,
    HOME: folder,
    XDG_RUNTIME_DIR: folder,
    LC_ALL: "C.UTF-8",
    DBUS_SESSION_BUS_ADDRESS: "disabled:",
    NO_AT_BRIDGE: "1",
    // Its sandbox needs user namespaces, which containers and root do not have.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
  const args = ["-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-displayfd", "3"];
  const xvfb = spawn("Xvfb", args, { env, stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const display = await new Promise<string>((resolve, reject) => {
    xvfb.once("error", reject).once("exit", () => reject(new Error("Xvfb ended.")));
    xvfb.stdio[3]?.once("data", (chunk: Buffer) => resolve(`:${chunk.toString().trim()}`));
  });
  const port = await freePort();
  const service = spawn("WebKitWebDriver", [`--port=${port}`], {
    env: { ...env, DISPLAY: display },
    stdio: "ignore",
  });

  const call = async <Value>(method: string, path: string, body?: unknown): Promise<Value> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: Value & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebDriver: ${value.error} ${value.message}`);
    return value;
  };
  const stop = () => {
    service.kill();
    xvfb.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };

  const session = await start().catch((error: Error) => {
    stop();
    throw error;
  });
  const path = `/session/${session.sessionId}`;

  async function start() {
    for (let tries = 0; ; tries++) {
      try {
        await call("GET", "/status");
        break;
      } catch (error) {
        if (tries > 100) throw error;
        await pause(50);
      }
    }
    const options = { binary, args: ["--automation"] };
    return call<{ sessionId: string; capabilities: { browserVersion: string } }>("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } },
    });
  }

  async function find(selector: string): Promise<string> {
    const found = await call<Record<string, string>>("POST", `${path}/element`, {
      using: "css selector",
      value: selector,
    });
    return `${path}/element/${Object.values(found)[0]}`;
  }

  return {
    version: session.capabilities.browserVersion,
    open: (url) => call("POST", `${path}/url`, { url }),
    url: () => call("GET", `${path}/url`),
    click: async (selector) => call("POST", `${await find(selector)}/click`, {}),
    async text(selector) {
      try {
        return await call("GET", `${await find(selector)}/text`);
      } catch {
        // Not there, or gone with its page.
        return "";
      }
    },
    async close() {
      // Without it the browser outlives its driver.
      await call("DELETE", path).catch(() => {});
      stop();
    },
  };
}

function browserPath(): string | undefined {
  const own = findProgram("MiniBrowser");
  const folders = existsSync("/usr/lib") ? readdirSync("/usr/lib").map((name) => `/usr/lib/${name}`) : [];
  return [
    ...(own ? [own] : []),
    ...folders.flatMap((folder) => ["4.1", "4.0"].map((api) => `${folder}/webkit2gtk-${api}/MiniBrowser`)),
  ].find(existsSync);
}
