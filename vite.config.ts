import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { languagesOf, localesPlugin } from "./scripts/locales.mjs";

const mails = languagesOf("mail").filter((tag) => tag !== "en");

/** The library: ESM, one built module per source module, nothing bundled that a host brings itself. */
export default defineConfig({
  plugins: [react(), localesPlugin()],
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
        "redis/index": "src/redis/index.ts",
        "opentelemetry/index": "src/opentelemetry/index.ts",
        "testing/index": "src/testing/index.ts",
        "locales/en": "src/locales/en.json",
        ...Object.fromEntries(mails.map((tag) => [`locales/mail/${tag}`, `src/locales/${tag}/mail.json`])),
      },
    },
    rolldownOptions: {
      external: [/^react($|\/)/, /^react-dom($|\/)/, /^uqr$/, /^@tanstack\//, /^redis$/, /^@opentelemetry\/api$/, /^node:/],
      output: { preserveModules: true, preserveModulesRoot: "src", entryFileNames: fileName },
    },
  },
});

/** The public paths of words (`locales/mail/de`) are the other way round than their folders (`locales/de/mail`). */
function fileName({ name }: { name: string }): string {
  return `${name.replace(/^locales\/([\w-]+)\/(mail|pages)(\.json)?$/, "locales/$2/$1")}.js`;
}
