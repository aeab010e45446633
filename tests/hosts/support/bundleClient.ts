import { build } from "esbuild";
import type { FreshHost } from "./freshHost.js";

/** Bundles a fresh app's client, as a host's own build does. */
export function bundleClient({ folder }: Pick<FreshHost, "folder">): Promise<unknown> {
  return build({
    absWorkingDir: folder,
    entryPoints: ["client/main.jsx"],
    outfile: "public/client.js",
    bundle: true,
    format: "esm",
    jsx: "automatic",
    // Not that of the repository around, whose paths lead to the sources.
    tsconfigRaw: {},
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
}
