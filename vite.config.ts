import { readdirSync } from "node:fs";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const mails = readdirSync("src/locales/mail").filter((file) => file.endsWith(".json"));

/** The library: ESM, one built module per source module, nothing bundled that a host brings itself. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // Readable as they are, a module for each source: maps of that would be half of the package.
    minify: false,
    emptyOutDir: true,
    lib: {
      formats: ["es"],
      entry: {
        index: "src/index.ts",
        live: "src/live.ts",
        "core/index": "src/core/index.ts",
        "server/index": "src/server/index.ts",
        "testing/index": "src/testing/index.ts",
        "locales/en": "src/locales/en.json",
        ...Object.fromEntries(
          mails.map((file) => [`locales/mail/${file.replace(".json", "")}`, `src/locales/mail/${file}`]),
        ),
      },
    },
    rolldownOptions: {
      external: [/^react($|\/)/, /^react-dom($|\/)/, /^uqr$/, /^@tanstack\//, /^node:/],
      output: { preserveModules: true, preserveModulesRoot: "src", entryFileNames: "[name].js" },
    },
  },
});
