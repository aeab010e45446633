import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";
import { type HostName, hostFolder } from "../../scripts/pack.mjs";

/** Bundles a module with the packed package and the React of a host, as that host would ship it. */
export async function hostBundle(host: HostName, entry: URL, options: BuildOptions = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    jsx: "automatic",
    // Not that of the repository around, whose paths lead to the sources.
    tsconfigRaw: {},
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "silent",
    plugins: [
      {
        name: "host",
        setup: ({ onResolve, resolve }) => {
          onResolve({ filter: /^(react|react-dom|codat-onboarding)(\/|$)/ }, ({ path, pluginData, kind }) =>
            pluginData === "host"
              ? undefined
              : resolve(path, { resolveDir: hostFolder(host), kind, pluginData: "host" }),
          );
        },
      },
    ],
    ...options,
  });
  return outputFiles?.[0]?.text ?? "";
}
