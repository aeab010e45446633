import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteByMailto, InviteRecipient } from "codat-onboarding";
import { expect, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** The colleague's address. It goes into the `mailto:` link and nowhere else; it can be left out. */
const meta: Meta<typeof InviteRecipient> = {
  title: "Components/InviteRecipient",
  component: InviteRecipient,
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

export const Empty: Story = {};
export const Filled: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const field = within(canvasElement).getByRole("textbox");
    await userEvent.type(field, "priya@books.example");
    await userEvent.tab();
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
  },
};
export const Invalid: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const field = within(canvasElement).getByRole("textbox");
    await userEvent.type(field, "priya at books");
    // Nothing is said while somebody is still typing.
    await expect(field).not.toHaveAttribute("aria-invalid", "true");
    await userEvent.tab();
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/name@example\.com/);
  },
};
