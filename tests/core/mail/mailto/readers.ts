import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ensurePrograms } from "../../../../scripts/system.mjs";
import { startLineProcess } from "./lineProcess.js";

/** What another program finds in a `mailto:` URL; `error` where it refuses the URL. */
export interface ReadMessage {
  to?: string[];
  headers?: [name: string, value: string][];
  error?: string;
}

export interface Reader {
  name: ReaderName;
  read(url: string): Promise<ReadMessage>;
  stop(): void;
}

export type ReaderName = keyof typeof programs;

const programs = {
  Python: {
    command: "python3",
    probe: ["-c", "import urllib.parse"],
    script: "read.py",
    needs: [{ command: "python3", package: "python3" }],
  },
  Perl: {
    command: "perl",
    probe: ["-MURI", "-MJSON::PP", "-e", "1"],
    script: "read.pl",
    needs: [
      { command: "perl", package: "perl" },
      { command: "/usr/share/perl5/URI.pm", package: "liburi-perl" },
    ],
  },
};

export const readerNames = Object.keys(programs) as ReaderName[];

/** Starts the readers that are here or can be installed, and says aloud which cannot. */
export function startReaders(): Reader[] {
  return readerNames.filter(isHere).map((name) => {
    const { command, script } = programs[name];
    const { ask, stop } = startLineProcess(command, [join(import.meta.dirname, script)]);
    const read = async (url: string) =>
      JSON.parse(await ask(Buffer.from(url).toString("base64"))) as ReadMessage;
    return { name, read, stop };
  });
}

/** Whether a reader is here, or could be installed; says aloud if not. */
export function isHere(name: ReaderName): boolean {
  const { command, probe, needs } = programs[name];
  const works = () => spawnSync(command, probe).status === 0;
  if (works()) return true;
  ensurePrograms(needs);
  if (works()) return true;
  const packages = needs.map((need) => need.package).join(", ");
  console.warn(`SKIPPED, NOT PROVED: ${name} needs ${packages}, not found, not installable here`);
  return false;
}
