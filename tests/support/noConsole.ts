const methods = ["debug", "error", "info", "log", "warn"] as const;

/** Everything that is written to the console from now on, in place of the console. */
export function listenToConsole(): string[] {
  const said: string[] = [];
  for (const method of methods) {
    console[method] = (...args: unknown[]) => {
      said.push(`${method}: ${args.map(String).join(" ")}`);
    };
  }
  return said;
}
