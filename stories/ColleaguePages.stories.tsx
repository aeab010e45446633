import pages from "virtual:colleague-pages";
import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect, waitFor } from "storybook/test";
import { Screen, type ScreenName, screens } from "./support/Screen";

interface ColleaguePageProps {
  page: string;
  language: string;
  screen: ScreenName;
  /** As for a browser that prefers a dark scheme. */
  dark?: boolean;
}

/** A page of the companion, as it is sent; its links and buttons do nothing here. */
function ColleaguePage({ page, language, screen, dark = false }: ColleaguePageProps) {
  const inLanguages = pages[page] ?? {};
  const markup = inLanguages[language] ?? inLanguages["en"];
  const preferred = markup?.replaceAll("(prefers-color-scheme: dark)", dark ? "all" : "not all");
  return <Screen name={screen} title={`The page “${page}”`} markup={preferred} />;
}

/**
 * What the companion shows to whoever opens an invite's link, and to who comes back from Codat without being the
 * customer: whole pages without script, on the host's own domain.
 */
const meta: Meta<typeof ColleaguePage> = {
  title: "Colleague’s pages",
  component: ColleaguePage,
  args: { language: "en", screen: "phone" },
  render: (args, { globals }) => <ColleaguePage {...args} dark={globals["theme"] === "dark"} />,
  argTypes: {
    page: { control: "select", options: Object.keys(pages) },
    language: { control: "select", options: Object.keys(pages["connect"] ?? {}) },
    screen: { control: "inline-radio", options: Object.keys(screens) },
  },
  parameters: { layout: "fullscreen", a11y: { options: { iframes: false } } },
};

export default meta;
type Story = StoryObj<typeof meta>;

const at = (page: string, more: Partial<ColleaguePageProps> = {}): Story => ({
  args: { page, ...more },
  play: ({ canvasElement }) =>
    waitFor(() =>
      expect(
        canvasElement.querySelector("iframe")?.contentDocument?.querySelector("h1"),
      ).not.toBeEmptyDOMElement(),
    ),
});

/** What a link from the customer’s mail opens. */
export const Connect: Story = at("connect");
export const ConnectOnDesktop: Story = at("connect", { screen: "desktop" });
export const ConnectInGerman: Story = at("connect", { language: "de" });
export const ConnectInArabic: Story = at("connect", { language: "ar" });
export const ConnectBank: Story = at("connectBank");
/** The customer's own, on another device. */
export const ToMyself: Story = at("toMyself");
/** After “I’m not the right person”. */
export const DeclineAsk: Story = at("declineAsk");
/** Whoever has just declined is thanked. */
export const DeclinedNow: Story = at("declinedNow");
/** Back from Codat, and the webhook has confirmed it. */
export const ThankYou: Story = at("thankYou");
export const ThankYouOnDesktop: Story = at("thankYou", { screen: "desktop" });
/** Back from Codat, which says that it worked; nothing has confirmed it yet. */
export const Waiting: Story = at("waiting");
export const NothingConnected: Story = at("nothingConnected");
export const Failed: Story = at("failed");
/** The invite's link once somebody has connected. */
export const Connected: Story = at("connected");
export const Declined: Story = at("declined");
export const Cancelled: Story = at("cancelled");
export const Expired: Story = at("expired");
/** A link that was cut off, or was never one. */
export const Unknown: Story = at("unknown");
/** Codat does not answer. */
export const Unavailable: Story = at("unavailable");
/** The customer's own way to Codat, without a session. */
export const SignedOut: Story = at("signedOut");
