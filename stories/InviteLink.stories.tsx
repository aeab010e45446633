import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteAfter, InviteByMailto, InviteLink } from "codat-onboarding";
import { expect, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** Opens the customer's mail program with the message. */
const meta: Meta<typeof InviteLink> = {
  title: "Components/InviteLink",
  component: InviteLink,
  argTypes: { ...stepArgTypes, ...partArgTypes },
  decorators: [
    (Story) => (
      <InviteByMailto {...settings}>
        <Story />
        <InviteAfter />
      </InviteByMailto>
    ),
  ],
};

export default meta;
type Story = StoryObj<typeof meta>;

export const Idle: Story = {};
/** `InviteAfter` appears, and says what to do where nothing opened. */
export const Pressed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("link"));
    await expect(canvasElement.querySelector(".co-InviteAfter")).toBeVisible();
  },
};
/** The host's own words in it. */
export const OwnWords: Story = { args: { children: "Ask our accountant" } };
