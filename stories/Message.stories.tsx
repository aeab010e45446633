import type { Meta, StoryObj } from "@storybook/react-vite";
import { expect } from "storybook/test";
import { ar } from "./support/ar";
import { stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";
import { ja } from "./support/ja";
import { MailWindow } from "./support/MailWindow";

/** What the colleague gets, read back from the finished `mailto:` link as a mail program reads it. */
const meta: Meta<typeof MailWindow> = {
  title: "Message/As a mail client shows it",
  component: MailWindow,
  args: { ...settings, recipientName: "Priya", defaultRecipient: "priya@books.example" },
  argTypes: {
    ...stepArgTypes,
    kind: { control: "inline-radio", options: ["connect", "reconnect"] },
    recipientName: { control: "text" },
    defaultRecipient: { control: "text" },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

/** The link stands alone on its line, and is the one that the page would open. */
export const Full: Story = {
  play: async ({ canvasElement }) => {
    const link = `https://link.codat.io/company/${settings.companyId}`;
    await expect(canvasElement.querySelector(".mail-body")?.textContent).toContain(`\n\n${link} \n\n`);
    await expect(canvasElement.querySelector(".mail")).toHaveAttribute("data-form", "full");
  },
};
/** Names are never cut: what matters less is left out. */
export const LongNames: Story = {
  args: {
    appName: "The Society for the Financing of Small and Medium-Sized Enterprises of Northern Europe",
    businessName: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Bakery & Daughters Ltd",
  },
  play: ({ canvasElement }) =>
    expect(canvasElement.querySelector(".mail")).toHaveAttribute("data-form", "full"),
};
/** Nothing is known but the company and who asks: each sentence without its value is left out. */
export const Bare: Story = {
  args: {
    platformName: undefined,
    businessName: undefined,
    inviterName: undefined,
    purpose: undefined,
    recipientName: undefined,
    defaultRecipient: undefined,
  },
};
export const Reconnect: Story = { args: { kind: "reconnect" } };
export const Banking: Story = { args: { sourceType: "banking", platformName: undefined } };
export const Commerce: Story = { args: { sourceType: "commerce", platformName: undefined } };
/** Made of what matters most: percent-encoding makes Arabic six times as long, Japanese nine. */
export const Arabic: Story = { args: { messages: ar } };
export const Japanese: Story = { args: { messages: ja } };
