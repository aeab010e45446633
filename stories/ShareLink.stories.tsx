import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteByMailto, ShareLink } from "codat-onboarding";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";
import { installSharing } from "./support/share";

const share = fn<(data: ShareData) => Promise<void>>();
const refuse = (name: string) => () => Promise.reject(new DOMException("Refused", name));

/** The message in an app of the customer's choice, where the browser has a share sheet; nothing elsewhere. */
const meta: Meta<typeof ShareLink> = {
  title: "Components/ShareLink",
  component: ShareLink,
  args: { onInvite: fn(), onError: fn() },
  // Whether there is a share sheet, is one for a page.
  parameters: { docs: { story: { inline: false, height: "8rem" } } },
  argTypes: { ...stepArgTypes, ...partArgTypes },
  decorators: [
    (Story) => (
      <InviteByMailto {...settings}>
        <Story />
      </InviteByMailto>
    ),
  ],
  beforeEach: () => {
    share.mockReset().mockResolvedValue();
    return installSharing(share);
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

const press = (canvasElement: HTMLElement) =>
  userEvent.click(within(canvasElement).getByRole("button", { name: "Share the link" }));

export const Idle: Story = {};
/** The link stands in the text alone: iOS would append a `url` to it. */
export const Shared: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await press(canvasElement);
    await expect(share).toHaveBeenCalledWith({
      title: expect.stringMatching(/^Acme Lending: please connect our Xero/),
      text: expect.stringContaining(`https://link.codat.io/company/${settings.companyId} \n`),
    });
    await expect(args.onInvite).toHaveBeenCalledWith({ channel: "share" });
    await expect(canvasElement).toHaveTextContent("Handed over to the app you chose.");
  },
};
/** The customer closed the sheet: nothing is said. */
export const Cancelled: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    share.mockImplementation(refuse("AbortError"));
    await press(canvasElement);
    await expect(within(canvasElement).getByRole("status")).toHaveTextContent(/^$/);
    await expect(args.onInvite).not.toHaveBeenCalled();
    await expect(args.onError).not.toHaveBeenCalled();
  },
};
/** A policy of the page or the frame: `ONB-302`. */
export const Refused: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    share.mockImplementation(refuse("NotAllowedError"));
    await press(canvasElement);
    await expect(canvasElement).toHaveTextContent(/Sharing didn’t work/);
    await expect(args.onError).toHaveBeenCalledWith(expect.objectContaining({ code: "ONB-302" }));
  },
};
/** As in most browsers on a desktop. */
export const Absent: Story = {
  parameters: { nothing: "the browser has no share sheet." },
  beforeEach: () => installSharing(share)(),
  play: ({ canvasElement }) => expect(canvasElement.querySelector("button")).toBeNull(),
};
