import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteByMailto, InviteLink, InviteName } from "codat-onboarding";
import { expect, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** Whom the customer asks, optional: it greets them in the message. With a companion it is kept with the invite. */
const meta: Meta<typeof InviteName> = {
  title: "Components/InviteName",
  component: InviteName,
  args: settings,
  argTypes: { ...stepArgTypes, ...partArgTypes },
  decorators: [
    (Story) => (
      <InviteByMailto {...settings}>
        <Story />
        <InviteLink />
      </InviteByMailto>
    ),
  ],
};

export default meta;
type Story = StoryObj<typeof meta>;

export const Empty: Story = {};
export const Filled: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.type(canvas.getByRole("textbox"), "Priya");
    await expect(canvas.getByRole("link").getAttribute("href")).toContain("Priya");
  },
};
