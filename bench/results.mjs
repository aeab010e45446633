// bench/results.json: what was measured last.
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

const file = new URL("results.json", import.meta.url);

export function readResults() {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Puts parts in the place of those of the same name. */
export function keepResults(parts) {
  writeFileSync(file, `${JSON.stringify({ ...readResults(), ...parts }, null, 2)}\n`);
}

/** The parts of bench/capacity.md, each with the machine that it was measured on, at its end. */
export function readCapacity() {
  return readResults().capacity ?? {};
}

export function keepCapacity(name, part) {
  keepResults({ capacity: { ...readCapacity(), [name]: { ...part, machine: machine() } } });
}

export function machine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: cpus().length,
    model: cpus()[0]?.model ?? "",
    load: loadavg().map((one) => Number(one.toFixed(2))),
  };
}
