import { withThemeByDataAttribute } from "@storybook/addon-themes";
import type { Decorator, Preview } from "@storybook/react-vite";
import { OnboardingDefaults, type StepStorage, wholeArrangement } from "codat-onboarding";
import { useLayoutEffect, useState } from "react";
import { configure } from "storybook/test";
import { ar } from "../stories/support/ar";
import { copyOf } from "../stories/support/fixtures";
import { ja } from "../stories/support/ja";
import { everyRule } from "./everyRule";
import { everyTheme } from "./everyTheme";
import { stayHere } from "./stayHere";
import "codat-onboarding/styles.css";
import "./brands.css";
import "./page.css";

// As in the suites: only what never comes is a failure.
configure({ asyncUtilTimeout: 20_000 });

const languages = { en: undefined, ar, ja } as const;

const withBrandAndDirection: Decorator = (Story, { globals: { brand, direction, language } }) => {
  const dir = direction === "auto" ? (language === "ar" ? "rtl" : "ltr") : direction;
  useLayoutEffect(() => {
    for (const [name, value] of Object.entries({ "data-brand": brand, dir, lang: language })) {
      document.documentElement.setAttribute(name, value);
    }
  }, [brand, dir, language]);
  return <Story />;
};

const withLanguage: Decorator = (Story, { globals: { language, direction }, parameters }) => {
  const messages = languages[language as keyof typeof languages];
  const forced = direction === "auto" ? messages : { ...messages, dir: direction as "ltr" | "rtl" };
  return (
    <OnboardingDefaults messages={forced} arrangement={parameters["alone"] ? undefined : wholeArrangement}>
      <Story />
    </OnboardingDefaults>
  );
};

/** Says in its place why a story rightly shows nothing: a blank canvas could be a broken one. */
const withCaption: Decorator = (Story, { parameters: { nothing } }) => (
  <>
    {nothing && <p className="page-caption">{`Nothing is shown: ${nothing}`}</p>}
    <Story />
  </>
);

/** Each canvas is a browser of its own: what is done in one is not remembered in another. */
const withOwnStorage: Decorator = (Story, { args }) => {
  const { storage: seed } = args as { storage?: StepStorage | null };
  const [storage] = useState(() => (seed === undefined ? {} : { storage: copyOf(seed) }));
  return <Story args={{ ...args, ...storage }} />;
};

const preview: Preview = {
  tags: ["autodocs"],
  decorators: [
    withOwnStorage,
    withCaption,
    withLanguage,
    withBrandAndDirection,
    withThemeByDataAttribute({
      themes: { light: "light", dark: "dark" },
      defaultTheme: "light",
      attributeName: "data-co-theme",
      parentSelector: "html",
    }),
  ],
  beforeEach: stayHere,
  afterEach: async (finished) => {
    await everyTheme(finished);
    await everyRule(finished);
  },
  initialGlobals: { brand: "default", direction: "auto", language: "en" },
  globalTypes: {
    brand: {
      description: "Brand",
      toolbar: {
        icon: "paintbrush",
        dynamicTitle: true,
        items: [
          { value: "default", title: "Default" },
          { value: "meadow", title: "Meadow Bank" },
          { value: "slate", title: "Slate & Sons" },
          { value: "sunny", title: "Sunny Credit (a difficult yellow)" },
        ],
      },
    },
    direction: {
      description: "Direction",
      toolbar: {
        icon: "transfer",
        dynamicTitle: true,
        items: [
          { value: "auto", title: "Direction of the language" },
          { value: "ltr", title: "Left to right" },
          { value: "rtl", title: "Right to left" },
        ],
      },
    },
    language: {
      description: "Language of the messages",
      toolbar: {
        icon: "globe",
        dynamicTitle: true,
        items: [
          { value: "en", title: "English" },
          { value: "ar", title: "العربية (demonstration)" },
          { value: "ja", title: "日本語 (demonstration)" },
        ],
      },
    },
  },
  parameters: {
    layout: "padded",
    options: {
      storySort: {
        order: [
          "Start here",
          "Whole onboarding",
          "Colleague’s pages",
          "Components",
          "States",
          "Message",
          "Recipes",
          "Handbook",
          [
            "Contents",
            "Start",
            "Frameworks",
            "Link",
            "Status",
            "Handing over",
            "Invites",
            "Server",
            "Backplane",
            "Budgets",
            "Internet",
            "Operating",
            "Browser",
            "Styling",
            "Words",
            "Languages",
            "Accessibility",
            "Testing",
            "Security",
            "Tried",
            "Errors",
            "Reference",
          ],
        ],
      },
    },
    viewport: {
      options: Object.fromEntries(
        [320, 390, 768, 1280].map((width) => [
          `w${width}`,
          {
            name: `${width} px`,
            styles: { width: `${width}px`, height: "900px" },
            type: width < 768 ? "mobile" : "desktop",
          },
        ]),
      ),
    },
    controls: { expanded: true, sort: "requiredFirst" },
    a11y: {
      test: "error",
      options: {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
        rules: {
          "target-size": { enabled: true },
          // A story is one part, not a page.
          region: { enabled: false },
          "page-has-heading-one": { enabled: false },
          "landmark-one-main": { enabled: false },
          "heading-order": { enabled: false },
        },
      },
    },
  },
};

export default preview;
