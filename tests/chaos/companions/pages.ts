import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Company } from "../../../src/core/company/company.js";
import { childScript } from "../../support/childScript.js";

/** What a process of pages is started with, as JSON. */
export interface PageSettings {
  /** The port that browsers know. */
  front: number;
  /** Others, at which half of the connections go past it. */
  behind: readonly number[];
  seed: number;
  /** How much faster than life the client's pauses are. Its patience with a silent companion is not. */
  haste: number;
  /** Milliseconds after which a connection is cut at the latest, while they are. */
  longest?: number | undefined;
}

export interface PageTally {
  /** Connections that were cut: after so many bytes of the answer, after a time, or reset from outside after either. */
  cuts: { bytes: number; time: number; outside: number };
  resyncs: number;
  /** Changes that a page was not told, though it was told later ones. */
  lost: number;
  /** Changes that a page was told again. */
  repeated: number;
}

/** What can be asked of the pages. */
export interface PageCommands {
  /** Opens a page of each; resolves when all have their company. */
  open(customers: readonly string[]): Promise<void>;
  /** Whether connections are cut from now on, anywhere. All begin anew. */
  cut(isOn: boolean): void;
  /** Lets every so-manieth page lose its connection, and not come back until `wake`. @returns how many */
  sleep(every: number): number;
  wake(): void;
  tally(): PageTally;
  /** How many pages are not connected, or have not come as far as their customer's company has. */
  behind(numbers: Readonly<Record<string, number>>): number;
  shown(): { customer: string; company: Company | undefined }[];
  /**
   * When pages lost their connections, and got one again, since this was asked last, in milliseconds since 1970; and for
   * how long each meant to stay away.
   */
  comings(): { left: number[]; back: number[]; pauses: number[] };
}

export interface PageCommand {
  id: number;
  name: keyof PageCommands;
  argument: unknown;
}

/** A process of pages. */
export interface Pages {
  ask<Name extends keyof PageCommands>(
    name: Name,
    ...argument: Parameters<PageCommands[Name]>
  ): Promise<Awaited<ReturnType<PageCommands[Name]>>>;
  end(): Promise<void>;
}

export async function startPages(settings: PageSettings): Promise<Pages> {
  const script = await childScript(fileURLToPath(new URL("pageChild.ts", import.meta.url)));
  const env = { ...process.env, SETTINGS: JSON.stringify(settings) };
  const child = fork(script.path, { env, execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const asked = new Map<number, (answer: never) => void>();
  const gone = once(child, "exit");
  const failed = gone.then(() => Promise.reject(new Error("The process of pages ended.")));
  failed.catch(() => {});
  await Promise.race([once(child, "message"), failed]);
  child.on("message", ({ id, answer }: { id: number; answer: never }) => {
    asked.get(id)?.(answer);
    asked.delete(id);
  });
  let last = 0;
  return {
    ask(name, ...[argument]) {
      const id = ++last;
      child.send({ id, name, argument });
      return Promise.race([new Promise<never>((resolve) => asked.set(id, resolve)), failed]);
    },
    async end() {
      child.kill("SIGKILL");
      await gone;
      script.end();
    },
  };
}
