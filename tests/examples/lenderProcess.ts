import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface LenderProcess {
  url: string;
  codatUrl: string;
  stop(): Promise<void>;
}

/** What `npm start` runs, on free ports, in a process of its own. */
export async function startLenderProcess(): Promise<LenderProcess> {
  const script = fileURLToPath(new URL("../../scripts/start.mjs", import.meta.url));
  // As a person's shell has it: with Vitest's NODE_ENV the library would be built for development.
  const env = { ...process.env, NODE_ENV: undefined, PORT: "0" };
  const child = spawn(process.execPath, [script], { env });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));

  const [url, codatUrl] = await new Promise<string[]>((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const addresses = output.match(/http:\/\/127\.0\.0\.1:\d+(?=\n)/g);
      if (addresses && addresses.length > 1) resolve(addresses);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", () =>
      reject(new Error(`The example ended before it printed its address:\n${output}`)),
    );
  });
  if (!url || !codatUrl) throw new Error("The example printed no address.");

  return {
    url,
    codatUrl,
    async stop() {
      child.kill("SIGINT");
      await ended;
    },
  };
}
