import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A program that answers every line with a line, in order; started once for thousands of questions. */
export interface LineProcess {
  ask(line: string): Promise<string>;
  stop(): void;
}

export function startLineProcess(command: string, args: readonly string[]): LineProcess {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const waiting: { resolve(line: string): void; reject(error: Error): void }[] = [];
  const fail = (why: string) => {
    for (const one of waiting.splice(0)) one.reject(new Error(`${command} ${why}`));
  };
  createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.resolve(line));
  child.on("error", (error) => fail(error.message));
  child.on("exit", (code) => fail(`ended with ${code}`));
  child.stdin.on("error", () => {});
  return {
    ask: (line) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        child.stdin.write(`${line}\n`);
      }),
    stop: () => child.stdin.end(),
  };
}
