import type { Meta, StoryObj } from "@storybook/react-vite";
import { CopyMessage, InviteAfter, InviteByMailto, InviteLink, InviteMessage } from "codat-onboarding";
import { expect, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";
import { installSharing } from "./support/share";

/** What to do once the mail program was asked for. It never claims that anything was sent. */
const meta: Meta<typeof InviteAfter> = {
  title: "Components/InviteAfter",
  component: InviteAfter,
  argTypes: { ...stepArgTypes, ...partArgTypes },
  decorators: [
    (Story) => (
      <InviteByMailto {...settings}>
        <InviteLink />
        <Story />
        <InviteMessage />
      </InviteByMailto>
    ),
  ],
};

export default meta;
type Story = StoryObj<typeof meta>;

/** Nothing before the click. */
export const Before: Story = {
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-InviteAfter")).toBeNull(),
};
export const Opened: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("link"));
    await expect(within(canvasElement).getByText(/If nothing opened, use another way below/)).toBeVisible();
  },
};
/** All the other ways, where none of them stands above. */
export const EveryWay: Story = {
  tags: ["!autodocs"],
  beforeEach: () => installSharing(async () => {}),
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("link"));
    for (const name of [
      "Copy the message",
      "Copy link",
      "Share the link",
      "Use webmail: Gmail, Outlook, Yahoo",
    ]) {
      await expect(canvas.getByRole("button", { name })).toBeVisible();
    }
  },
};
/** Ways of the host's choice. */
export const OwnWays: Story = {
  tags: ["!autodocs"],
  args: { children: <CopyMessage /> },
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("link"));
    await expect(canvasElement.querySelectorAll(".co-InviteAfter button")).toHaveLength(1);
  },
};
export const TooLong: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Read or change the message" }));
    await userEvent.click(canvas.getByLabelText("After the link"));
    await userEvent.paste("One more thing, if I may. ".repeat(40));
    await expect(canvas.getAllByText(/too long for some email apps/)[0]).toBeVisible();
  },
};
