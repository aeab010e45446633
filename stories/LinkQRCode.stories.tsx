import type { Meta, StoryObj } from "@storybook/react-vite";
import { LinkQRCode } from "codat-onboarding";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { oneTimeLink, settings } from "./support/fixtures";

/** The colleague's link as a QR code, dark on light in both themes. Its encoder is loaded with the first press. */
const meta: Meta<typeof LinkQRCode> = {
  title: "Components/LinkQRCode",
  component: LinkQRCode,
  args: { ...settings, onInvite: fn(), onError: fn() },
  argTypes: { ...stepArgTypes, ...partArgTypes },
};

export default meta;
type Story = StoryObj<typeof meta>;

const show = (canvasElement: HTMLElement) =>
  userEvent.click(within(canvasElement).getByRole("button", { name: "Show a QR code" }));

export const Hidden: Story = {};
export const Shown: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await show(canvasElement);
    const canvas = within(canvasElement);
    await expect(
      await canvas.findByRole("img", { name: "QR code of the link to link.codat.io" }),
    ).toBeVisible();
    await expect(canvasElement).toHaveTextContent("Leads to link.codat.io");
    await expect(canvas.getByRole("link", { name: "Download the QR code" })).toHaveAttribute("download");
    await expect(args.onInvite).toHaveBeenCalledWith({ channel: "qr" });
  },
};
/** A longer link makes a finer code. */
export const LongLink: Story = {
  tags: ["!autodocs"],
  args: {
    linkUrl: `https://apply.acmelending.example/connect/${"aB3".repeat(26)}`,
    linkHosts: ["apply.acmelending.example"],
  },
  play: async ({ canvasElement }) => {
    await show(canvasElement);
    await expect(await within(canvasElement).findByRole("img")).toBeVisible();
  },
};
/** The link, or the encoder, could not be fetched: it can be tried again. */
export const LinkFailed: Story = {
  tags: ["!autodocs"],
  args: { linkUrl: async () => Promise.reject(new Error("503")) },
  play: async ({ canvasElement, args }) => {
    await show(canvasElement);
    await expect(await within(canvasElement).findByText(/couldn’t be fetched/)).toBeVisible();
    await expect(args.onError).toHaveBeenCalled();
    await expect(within(canvasElement).getByRole("button", { name: "Show a QR code" })).toBeVisible();
  },
};
/** Not offered: `ONB-203`. */
export const OneTimeLinkRefused: Story = {
  args: { linkUrl: oneTimeLink },
  parameters: { nothing: "a link that works once is not passed on." },
  play: ({ canvasElement }) => expect(canvasElement.querySelector("button")).toBeNull(),
};
