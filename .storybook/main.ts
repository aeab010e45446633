import { fileURLToPath } from "node:url";
import type { StorybookConfig } from "@storybook/react-vite";
import { builtPages } from "./builtPages.ts";
import { builtStyles } from "./builtStyles.ts";

const src = (path: string) => fileURLToPath(new URL(`../src/${path}`, import.meta.url));

const alias = [
  { find: /^codat-onboarding$/, replacement: src("index.ts") },
  { find: /^codat-onboarding\/live$/, replacement: src("live.ts") },
  { find: /^codat-onboarding\/(core|server|testing)$/, replacement: src("$1/index.ts") },
  { find: /^codat-onboarding\/locales\/mail\/([\w-]+)$/, replacement: src("locales/$1/mail.json") },
  { find: /^codat-onboarding\/locales\/([\w-]+)$/, replacement: src("locales/$1.json") },
  { find: /^codat-onboarding\/styles\.css$/, replacement: src("components/styles/styles.css") },
];

const config: StorybookConfig = {
  framework: "@storybook/react-vite",
  stories: ["../stories/**/*.mdx", "../stories/**/*.stories.tsx"],
  addons: [
    "@storybook/addon-docs",
    "@storybook/addon-a11y",
    "@storybook/addon-themes",
    "@storybook/addon-vitest",
  ],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  typescript: {
    reactDocgen: "react-docgen-typescript",
    reactDocgenTypescriptOptions: {
      include: ["src/components/**/*.tsx"],
      tsconfigPath: fileURLToPath(new URL("../tsconfig.json", import.meta.url)),
      shouldExtractLiteralValuesFromEnum: true,
      shouldRemoveUndefinedFromOptional: true,
      propFilter: ({ parent, declarations = [] }) =>
        ![parent, ...declarations].some((place) => place?.fileName.includes("node_modules")),
    },
  },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [...(vite.plugins ?? []), builtStyles(src("components/styles/styles.css")), builtPages(alias)],
    // The library's own build (vite.config.ts) is none of the Storybook's.
    build: { ...vite.build, lib: false, rolldownOptions: {}, minify: true },
    resolve: {
      ...vite.resolve,
      alias,
    },
  }),
};

export default config;
