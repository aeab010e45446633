import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The lender's client. `codat-onboarding` is found through the `exports` of this repository's package.json. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  // The content security policy allows no data: addresses.
  build: { assetsInlineLimit: 0 },
});
