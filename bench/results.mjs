// bench/results.json: what was measured last, each part with the machine that it was measured on.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

const file = new URL("results.json", import.meta.url);

export function readResults() {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Puts parts in the place of those of the same name. */
export function keepResults(parts) {
  const kept = Object.entries(parts).map(([name, part]) => [name, { ...part, machine: machine() }]);
  writeFileSync(file, `${JSON.stringify({ ...readResults(), ...Object.fromEntries(kept) }, null, 2)}\n`);
}

export function machine() {
  const [core] = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: cpus().length,
    model: core?.model ?? "",
    load: loadavg().map((one) => Number(one.toFixed(2))),
  };
}
