import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { childScript } from "../../support/childScript.js";

/** A process with companions in it. */
export interface RacingProcess {
  /** Asks the companion of that Codat and that life as a customer; a later life remembers nothing. */
  ask(route: string, as: Visitor): Promise<Response>;
}

export interface Visitor {
  codat: string;
  customer: string;
  name: string;
  life?: string | undefined;
}

/** Starts processes that share nothing. */
export async function startProcesses(
  count: number,
): Promise<{ processes: RacingProcess[]; end(): Promise<void> }> {
  const script = await childScript(fileURLToPath(new URL("racingChild.ts", import.meta.url)));
  const children = Array.from({ length: count }, () =>
    spawn(process.execPath, [script.path], { stdio: ["ignore", "pipe", "inherit"] }),
  );
  const processes = await Promise.all(children.map(processOf));
  return {
    processes,
    async end() {
      await Promise.all(
        children.map((child) => {
          const gone = new Promise((resolve) => child.once("exit", resolve));
          child.kill("SIGKILL");
          return gone;
        }),
      );
      script.end();
    },
  };
}

async function processOf(child: ChildProcess): Promise<RacingProcess> {
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once("data", (told: Buffer) => resolve(String(told).trim()));
    child.once("exit", () => reject(new Error("The process ended before it listened.")));
  });
  return {
    ask(route, { codat, customer, name, life = "" }) {
      const [method = "", path = ""] = route.split(" ");
      return fetch(`http://127.0.0.1:${port}/api/codat${path}`, {
        method,
        headers: {
          "sec-fetch-site": "same-origin",
          "x-codat": codat,
          "x-customer": customer,
          "x-name": name,
          "x-life": life,
        },
      });
    },
  };
}
