import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The library: ESM, one built module per source module, nothing bundled that a host brings itself. */
export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    sourcemap: true,
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
      },
    },
    rolldownOptions: {
      external: [/^react($|\/)/, /^react-dom($|\/)/, /^clsx(\/|$)/, /^@tanstack\//, /^node:/],
      output: { preserveModules: true, preserveModulesRoot: "src", entryFileNames: "[name].js" },
    },
  },
});
