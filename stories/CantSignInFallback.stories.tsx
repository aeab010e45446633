import type { Meta, StoryObj } from "@storybook/react-vite";
import { CantSignInFallback, CopyLink, FallbackPanel, FallbackTrigger } from "codat-onboarding";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { emulateDevice } from "./support/device";
import { expectFallback } from "./support/expectRow";
import { settings } from "./support/fixtures";
import { installSharing } from "./support/share";
import { inSkippedStep } from "./support/step";
import type { Column } from "./support/table";

/** For the customer who has no login: a question that opens onto ways of asking somebody else. */
const meta: Meta<typeof CantSignInFallback> = {
  title: "Components/CantSignInFallback",
  component: CantSignInFallback,
  args: { ...settings, onFallbackOpen: fn(), onOpenChange: fn() },
  argTypes: {
    ...stepArgTypes,
    ...partArgTypes,
    open: { control: "boolean" },
    defaultOpen: { control: "boolean" },
    answers: { control: "object", table: { category: "Answers" } },
    onOpenChange: { control: false, table: { category: "Callbacks" } },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

const inState = (column: Column): Story => ({
  ...(column !== "skipped" && { args: { status: column } }),
  play: ({ canvasElement }) => expectFallback(canvasElement, column),
});

export const Idle: Story = inState("idle");
export const Loading: Story = {
  ...inState("loading"),
  args: { companyId: null },
  parameters: { nothing: "there is no company yet to invite anybody to." },
};
export const Opening: Story = inState("opening");
export const Pending: Story = inState("pending");
export const Failed: Story = inState("failed");
export const Connected: Story = {
  ...inState("connected"),
  parameters: { nothing: "nobody needs to sign in any more." },
};
export const Ready: Story = {
  ...inState("ready"),
  parameters: { nothing: "nobody needs to sign in any more." },
};
export const Disconnected: Story = inState("disconnected");
export const Skipped: Story = { ...inState("skipped"), decorators: [inSkippedStep] };
export const Unavailable: Story = {
  ...inState("unavailable"),
  args: { companyId: "not-a-guid" },
  parameters: { nothing: "there is no link to pass on." },
};
/** A link that the host gave stands by itself, whatever is wrong with the company. */
export const UnavailableWithLink: Story = {
  args: {
    companyId: "not-a-guid",
    linkUrl: `https://link.codat.io/company/${settings.companyId}`,
  },
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-FallbackTrigger")).toBeVisible(),
};

export const Open: Story = {
  args: { defaultOpen: true },
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-InviteLink")).toBeVisible(),
};
export const Pressed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    const trigger = within(canvasElement).getByRole("button", { name: /^Can’t sign in to ?Xero ?\?/ });
    await userEvent.click(trigger);
    await expect(trigger).toHaveAttribute("aria-expanded", "true");
    await expect(within(canvasElement).getByRole("link", { name: "Write the email" })).toBeVisible();
    await expect(args.onFallbackOpen).toHaveBeenCalledTimes(1);
    await expect(args.onOpenChange).toHaveBeenCalledWith(true);
  },
};
/** By keyboard: the trigger is a button, and the panel comes right after it. */
export const OpenByKeyboard: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    await userEvent.tab();
    await expect(within(canvasElement).getByLabelText("Who are you asking? (optional)")).toHaveFocus();
  },
};
/** Below the invite: what else may be in the way, in the panel's place. */
export const Answers: Story = {
  tags: ["!autodocs"],
  args: { defaultOpen: true, supportUrl: "https://acmelending.example/help", onFallbackAnswer: fn() },
  play: async ({ canvasElement, args }) => {
    const [invite, answers] = [".co-InviteLink", ".co-FallbackAnswers"].map((part) =>
      canvasElement.querySelector<HTMLElement>(part),
    );
    if (!invite || !answers) throw new Error("The invite and the answers are both there.");
    await expect(invite.compareDocumentPosition(answers)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await userEvent.click(within(answers).getByRole("button", { name: "Something else in the way?" }));
    await userEvent.click(within(canvasElement).getByRole("button", { name: /^I forgot my password/ }));
    await expect(invite).not.toBeVisible();
    await expect(args.onFallbackAnswer).toHaveBeenCalledWith({ answer: "forgotPassword" });
  },
};
/** The other ways, when they are asked for. */
export const MoreWays: Story = {
  tags: ["!autodocs"],
  args: { defaultOpen: true },
  play: ({ canvasElement }) =>
    userEvent.click(within(canvasElement).getByRole("button", { name: "More ways" })),
};
/** Under a finger, where the browser shares: sharing comes first. */
export const OnTouch: Story = {
  parameters: { docs: { story: { inline: false, height: "40rem" } } },
  args: { defaultOpen: true },
  beforeEach: () => {
    const restore = emulateDevice("phone");
    const stop = installSharing(async () => {});
    return () => {
      stop();
      restore();
    };
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const ways = [
      canvas.getByRole("button", { name: "Share the link" }),
      canvas.getByRole("link", { name: "Write the email" }),
    ];
    await expect(ways[0]?.compareDocumentPosition(ways[1] as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  },
};
/** The host may do without them. */
export const WithoutAnswers: Story = {
  args: { defaultOpen: true, answers: false },
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-FallbackAnswers")).toBeNull(),
};
export const Banking: Story = { args: { platformName: undefined, sourceType: "banking" } };
export const Commerce: Story = { args: { platformName: undefined, sourceType: "commerce" } };
/** The host's own content in the panel. */
export const OwnContent: Story = {
  args: { defaultOpen: true, children: <CopyLink /> },
};
/** The host's own arrangement of trigger and panel. */
export const OwnArrangement: Story = {
  args: {
    children: (
      <>
        <FallbackPanel>
          <CopyLink />
        </FallbackPanel>
        <FallbackTrigger />
      </>
    ),
    arranged: true,
    defaultOpen: true,
  },
};
