import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";
import { localesPlugin } from "./scripts/locales.mjs";
import { type HostName, hostFolder, hosts } from "./scripts/pack.mjs";
import { findChromium } from "./scripts/system.mjs";

const repo = fileURLToPath(new URL(".", import.meta.url));
const chromium = playwright({
  launchOptions: {
    executablePath: findChromium() ?? "chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
});

/** The public door opens on the sources, as in tsconfig's `paths`; what is built is tested by its own files. */
const source = (file: string) => fileURLToPath(new URL(`src/${file}`, import.meta.url));
const alias = [
  { find: /^codat-onboarding$/, replacement: source("index.ts") },
  { find: /^codat-onboarding\/live$/, replacement: source("live.ts") },
  {
    find: /^codat-onboarding\/(core|server|redis|opentelemetry|testing)$/,
    replacement: source("$1/index.ts"),
  },
  { find: /^codat-onboarding\/locales\/mail\/([\w-]+)$/, replacement: source("locales/$1/mail.json") },
  { find: /^codat-onboarding\/locales\/([\w-]+)$/, replacement: source("locales/$1.json") },
];

const packed = { globalSetup: `${repo}scripts/pack.mjs` };

/** React and the packed package come from a host's own folder, wherever they are imported. */
const inHost = (host: HostName) => ({
  extends: true as const,
  root: hostFolder(host),
  resolve: { dedupe: ["react", "react-dom", "@tanstack/react-query", "codat-onboarding"] },
});

const browserProject = (host: HostName, name: string = host, env: Record<string, string> = {}) => ({
  ...inHost(host),
  server: { fs: { allow: [repo] } },
  optimizeDeps: {
    include: [
      "react",
      "react-dom",
      "react-dom/client",
      "react/jsx-runtime",
      "react/jsx-dev-runtime",
      "@tanstack/react-query",
      // Loaded on demand: found while a test runs, it would reload the page.
      "uqr",
      "jsqr",
      "@guidepup/virtual-screen-reader",
    ],
    exclude: ["codat-onboarding"],
  },
  test: {
    ...packed,
    name,
    dir: repo,
    env: { HOST_REACT: hosts[host], ...env },
    include: ["tests/**/*.browser.test.tsx"],
    setupFiles: [`${repo}tests/support/browserSetup.ts`],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: chromium,
      instances: [{ browser: "chromium" as const }],
    },
  },
});

const serverProject = (host: HostName) => ({
  ...inHost(host),
  test: {
    ...packed,
    name: host.replace("react", "ssr"),
    dir: repo,
    environment: "node" as const,
    include: ["tests/**/*.ssr.test.tsx"],
  },
});

/** Node drives a browser from outside, on a page built from the packed package. */
const drivenProject = (name: string, include: string) => ({
  extends: true as const,
  test: { ...packed, name, include: [include] },
});

/** Suites by the suffix of their files; the package is the one under `src` but where a project says otherwise. */
export default defineConfig({
  plugins: [react(), localesPlugin()],
  test: {
    // What takes a second on an idle machine may take twenty beside other work; only what never comes is a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        resolve: { alias },
        test: {
          name: "node",
          environment: "node",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/**/*.*.test.ts"],
        },
      },
      // As developers have it, in StrictMode, which does effects and renders twice; and as customers have it.
      browserProject("react-19"),
      browserProject("react-18", "react-18", { STRICT: "off" }),
      // Left to `npm run test:all`.
      ...(process.argv.includes("crossed-*")
        ? [
            browserProject("react-18", "crossed-18"),
            browserProject("react-19", "crossed-19", { STRICT: "off" }),
          ]
        : []),
      serverProject("react-18"),
      serverProject("react-19"),
      drivenProject("react-pages", "tests/**/*.page.test.ts"),
      "./vitest.stories.config.ts",
      // Builds the Storybook first.
      ...(process.argv.includes("storybook")
        ? [{ extends: true as const, test: { name: "storybook", include: ["tests/**/*.storybook.test.ts"] } }]
        : []),
      // Left to `npm run test:engines`.
      ...(process.argv.includes("engines") ? [drivenProject("engines", "tests/**/*.engine.test.ts")] : []),
    ],
  },
});
