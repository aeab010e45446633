import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteByMailto, WebmailLinks } from "codat-onboarding";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** The message in the page of a webmail, for whoever has no mail program. Nothing is loaded from there. */
const meta: Meta<typeof WebmailLinks> = {
  title: "Components/WebmailLinks",
  component: WebmailLinks,
  args: { onInvite: fn() },
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

const open = (canvasElement: HTMLElement) =>
  userEvent.click(within(canvasElement).getByRole("button", { name: /^Use webmail/ }));

/** No address with the message in it before somebody asks. */
export const Closed: Story = {
  play: ({ canvasElement }) => expect(canvasElement.querySelector("a")).toBeNull(),
};
export const Open: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await open(canvasElement);
    const links = within(canvasElement).getAllByRole<HTMLAnchorElement>("link");
    await expect(links.map(({ textContent }) => textContent)).toEqual([
      "Gmail",
      "Outlook.com",
      "Microsoft 365",
      "Yahoo Mail",
    ]);
    for (const { protocol, target, rel } of links) {
      await expect([protocol, target, rel]).toEqual(["https:", "_blank", "noopener noreferrer"]);
    }
    await expect(args.onInvite).not.toHaveBeenCalled();
  },
};
export const Used: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await open(canvasElement);
    await userEvent.click(within(canvasElement).getByRole("link", { name: "Gmail" }));
    await expect(args.onInvite).toHaveBeenCalledWith({ channel: "webmail" });
  },
};
