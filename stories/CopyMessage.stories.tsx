import type { Meta, StoryObj } from "@storybook/react-vite";
import { CopyMessage, InviteByMailto } from "codat-onboarding";
import { expect, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { allowCopying, refuseCopying } from "./support/clipboard";
import { settings } from "./support/fixtures";

/** Copies the whole message, link included. */
const meta: Meta<typeof CopyMessage> = {
  title: "Components/CopyMessage",
  component: CopyMessage,
  argTypes: { ...stepArgTypes, ...partArgTypes },
  decorators: [
    (Story) => (
      <InviteByMailto {...settings}>
        <Story />
      </InviteByMailto>
    ),
  ],
};

export default meta;
type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
export const Copied: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    allowCopying();
    await userEvent.click(within(canvasElement).getByRole("button", { name: "Copy the message" }));
    await within(canvasElement).findByText("Message copied.");
    await expect(within(canvasElement).getByRole("button", { name: "Copy the message" })).toHaveFocus();
  },
};
export const Failed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    refuseCopying();
    await userEvent.click(within(canvasElement).getByRole("button", { name: "Copy the message" }));
    const text = await within(canvasElement).findByRole<HTMLTextAreaElement>("textbox", {
      name: "Copy the message",
    });
    await expect(text.value).toContain(`https://link.codat.io/company/${settings.companyId} \n`);
  },
};
