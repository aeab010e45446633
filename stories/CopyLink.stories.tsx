import type { Meta, StoryObj } from "@storybook/react-vite";
import { CopyLink } from "codat-onboarding";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { allowCopying, refuseCopying } from "./support/clipboard";
import { oneTimeLink, settings } from "./support/fixtures";

/** Copies the colleague's link, for those who write to each other elsewhere. */
const meta: Meta<typeof CopyLink> = {
  title: "Components/CopyLink",
  component: CopyLink,
  args: { ...settings, onCopied: fn() },
  argTypes: { ...stepArgTypes, ...partArgTypes },
};

export default meta;
type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Copied: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    allowCopying();
    await userEvent.click(within(canvasElement).getByRole("button", { name: "Copy link" }));
    await within(canvasElement).findByText("Link copied.");
    // Its name stays.
    await expect(within(canvasElement).getByRole("button", { name: "Copy link" })).toHaveFocus();
    await expect(args.onCopied).toHaveBeenCalledWith({ what: "link" });
  },
};
/** The browser refuses: the link is shown, selected, to be copied by hand. */
export const Failed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    refuseCopying();
    await userEvent.click(within(canvasElement).getByRole("button", { name: "Copy link" }));
    const text = await within(canvasElement).findByRole<HTMLTextAreaElement>("textbox", {
      name: "Copy link",
    });
    await expect(text.value).toBe(`https://link.codat.io/company/${settings.companyId}`);
    await expect(text.selectionEnd).toBe(text.value.length);
    await expect(args.onCopied).not.toHaveBeenCalled();
  },
};
/** Not offered: `ONB-203`. */
export const OneTimeLinkRefused: Story = {
  args: { linkUrl: oneTimeLink },
  parameters: { nothing: "a link that works once is not passed on." },
  play: ({ canvasElement }) => expect(canvasElement.querySelector("button")).toBeNull(),
};
