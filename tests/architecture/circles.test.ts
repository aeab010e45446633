import { join } from "node:path";
import { expect, it } from "vitest";
import { modulesIn } from "../modules.js";
import { circlesIn } from "./circles.js";

const modules = modulesIn(join(import.meta.dirname, "circles"), /\.ts$/);

it("finds a circle that is closed by a type, once", () => {
  expect(circlesIn(modules)).toEqual(["ring.ts → stone.ts → setting.ts → ring.ts"]);
});

it("finds none where one of the imports is gone", () => {
  for (const removed of ["ring.ts", "stone.ts", "setting.ts"]) {
    const opened = modules.map((module) => (module.path === removed ? { ...module, imports: [] } : module));
    expect(circlesIn(opened), removed).toEqual([]);
  }
});

it("counts a module that imports itself", () => {
  const [box] = modules.filter(({ path }) => path === "box.ts");
  expect(box && circlesIn([{ ...box, imports: ["box.js"] }])).toEqual(["box.ts → box.ts"]);
});
