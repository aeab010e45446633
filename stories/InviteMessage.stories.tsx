import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteByMailto, InviteMessage } from "codat-onboarding";
import { expect, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** The whole message, to read and to change. The link in it stays as it is. */
const meta: Meta<typeof InviteMessage> = {
  title: "Components/InviteMessage",
  component: InviteMessage,
  argTypes: { ...stepArgTypes, ...partArgTypes, defaultOpen: { control: "boolean" } },
  decorators: [
    (Story) => (
      <InviteByMailto {...settings} recipientName="Priya">
        <Story />
      </InviteByMailto>
    ),
  ],
};

export default meta;
type Story = StoryObj<typeof meta>;

export const Closed: Story = {
  play: ({ canvasElement }) => expect(canvasElement.querySelector("textarea")).not.toBeVisible(),
};
export const Open: Story = { args: { defaultOpen: true } };
export const OpenedAndEdited: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Read or change the message" }));
    const before = canvas.getByLabelText("Before the link");
    await expect(before).toHaveValue(
      "Hi Priya,\n\nI'm applying to Acme Lending for a business loan for Oak & Elm Ltd. They'd like us to connect " +
        "our Xero. You have the login, so could you do it for us? It usually takes a few minutes.",
    );
    await userEvent.clear(before);
    await userEvent.type(before, "Hello Priya, it's about the loan again:");
    await expect(before).toHaveValue("Hello Priya, it's about the loan again:");
    await expect(canvas.queryByDisplayValue(/link\.codat\.io/)).toBeNull();
  },
};
