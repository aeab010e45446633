import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { installHost } from "./support/hostFolder.js";
import { run } from "./support/run.js";

/** How a host's files are modules, and how TypeScript is told to find those that they import. */
const settings = {
  "node10, to CommonJS": { type: "commonjs", module: "commonjs", moduleResolution: "node" },
  "node16, in CommonJS": { type: "commonjs", module: "node16", moduleResolution: "node16" },
  "node16, in ESM": { type: "module", module: "node16", moduleResolution: "node16" },
  bundler: { type: "module", module: "esnext", moduleResolution: "bundler" },
} as const;

type SettingName = keyof typeof settings;

const names = Object.keys(settings) as SettingName[];

let folder: string;
beforeAll(async () => {
  folder = await installHost({ name: "types", from: "tests/hosts/types" });
});

describe.each(["4.9", "5.0", "5.3", "5.4", "6.0"])("TypeScript %s", (version) => {
  // `bundler` came with 5.0.
  describe.each(names.filter((name) => version !== "4.9" || name !== "bundler"))("with %s", (name) => {
    test("checks the static depth with all declarations, and refuses what is wrong", async () => {
      await compile(version, name, "static.tsx");
    });

    test("checks the live depth", async () => {
      // TanStack Query's own declarations need 5.4.
      await compile(version, name, "live.tsx", { skipLibCheck: Number(version) < 5.4 });
    });
  });
});

test.each(names.filter((name) => name !== "bundler"))(
  "Node runs what TypeScript 4.9 makes with %s",
  async (name) => {
    const project = await compile("4.9", name, "printed.ts");
    const printed = await run(process.execPath, ["--no-warnings", join(project, "out", "printed.js")], {
      cwd: project,
    });
    expect(printed).toBe("mailto:?subject=fr-CA&body=function\n");
  },
);

/** Compiles a file of the host, in a project of its own: its folder. */
async function compile(version: string, name: SettingName, file: string, more: object = {}): Promise<string> {
  const { type, ...resolution } = settings[name];
  const project = join(folder, "projects", `${version} ${name} ${file}`);
  await rm(project, { recursive: true, force: true });
  await mkdir(project, { recursive: true });
  await copyFile(join(folder, file), join(project, file));
  const compilerOptions = {
    ...resolution,
    ...more,
    // 6.0 says that it is the last to know `node`.
    ...(version === "6.0" && resolution.moduleResolution === "node" && { ignoreDeprecations: "6.0" }),
    strict: true,
    jsx: "react-jsx",
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: ["node"],
    esModuleInterop: true,
    rootDir: ".",
    outDir: "out",
  };
  await writeFile(join(project, "package.json"), JSON.stringify({ type }));
  await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
  await run(process.execPath, [`../../node_modules/typescript-${version}/bin/tsc`], { cwd: project });
  return project;
}
