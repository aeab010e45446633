import type { Meta, StoryObj } from "@storybook/react-vite";
import { AuthStep, type InviteState } from "codat-onboarding";
import { expect } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** What became of an invite, as the host knows it: `data-invite` on the step and on `InviteByMailto`. */
const meta: Meta<typeof AuthStep> = {
  title: "States/Invite",
  component: AuthStep,
  args: { ...settings, storage: null },
  argTypes: { ...stepArgTypes, ...partArgTypes, storage: { control: false } },
};

export default meta;
type Story = StoryObj<typeof meta>;

const inState = (invite: InviteState): Story => ({
  args: { invite },
  play: ({ canvasElement }) =>
    expect(canvasElement.querySelector(".co-AuthStep")).toHaveAttribute("data-invite", invite),
});

export const None: Story = inState("none");
export const Prepared: Story = inState("prepared");
export const Opened: Story = inState("opened");
export const Connecting: Story = inState("connecting");
export const Connected: Story = inState("connected");
export const Declined: Story = inState("declined");
export const Expired: Story = inState("expired");
export const Cancelled: Story = inState("cancelled");
