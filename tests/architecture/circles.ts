import type { Module } from "../modules.js";

/** The module that an import names, by its path with or without `.js`. */
export function moduleNamed(modules: readonly Module[], name: string): Module | undefined {
  const stem = name.replace(/\.js$/, "");
  return modules.find(({ path }) => path.replace(/\.tsx?$/, "") === stem);
}

/** The circles of imports among modules, types counted, each as the way round it. */
export function circlesIn(modules: readonly Module[]): string[] {
  const done = new Set<Module>();
  const found: string[] = [];
  const walk = (module: Module, trail: readonly Module[]) => {
    if (trail.includes(module)) {
      const round = [...trail.slice(trail.indexOf(module)), module];
      found.push(round.map(({ path }) => path).join(" → "));
      return;
    }
    if (done.has(module)) return;
    for (const name of module.imports) {
      const next = moduleNamed(modules, name);
      if (next) walk(next, [...trail, module]);
    }
    done.add(module);
  };
  for (const module of modules) walk(module, []);
  return found;
}
