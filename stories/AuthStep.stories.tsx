import type { Meta, StoryObj } from "@storybook/react-vite";
import {
  AuthStep,
  type AuthStepProps,
  CantSignInFallback,
  ConnectCTA,
  SkipStep,
  type StepView,
} from "codat-onboarding";
import { expect, fn, waitFor, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { allowCopying } from "./support/clipboard";
import {
  expectConnect,
  expectFallback,
  expectSkip,
  inEnglish,
  openFallback,
  openMessage,
  press,
} from "./support/expectRow";
import { memory, oneTimeLink, settings } from "./support/fixtures";
import type { Column } from "./support/table";

/** One optional step of an onboarding: connect, or ask somebody else to, or do it later. */
const meta: Meta<typeof AuthStep> = {
  title: "Components/AuthStep",
  component: AuthStep,
  tags: ["rtl"],
  args: {
    ...settings,
    storage: null,
    next: { label: "Continue to your loan", href: "#next" },
    onConnect: fn(),
    onSkip: fn(),
    onInvite: fn(),
    onEvent: fn(),
  },
  argTypes: {
    ...stepArgTypes,
    ...partArgTypes,
    required: { control: "boolean" },
    headingLevel: { control: "inline-radio", options: [1, 2, 3, 4, 5, 6] },
    benefit: { control: "text" },
    next: { control: false },
    storage: { control: false, table: { category: "State" } },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

const inState = (column: Column): Story => ({
  ...(column !== "skipped" && { args: { status: column } }),
  play: ({ canvasElement }) => expectStep(canvasElement, column),
});

function expectStep(canvasElement: HTMLElement, column: Column): void {
  // Whole, a step that was put off is one line with its undo, and one that cannot be opened has no dead button.
  if (column !== "skipped" && column !== "unavailable") {
    expectConnect(canvasElement, column);
    expectFallback(canvasElement, column);
  }
  if (column !== "unavailable") expectSkip(canvasElement, column);
  expectView(
    canvasElement,
    { connected: "connected", ready: "connected", unavailable: "unavailable" }[String(column)] ?? "ask",
  );
}

function expectView(canvasElement: HTMLElement, view: string): void {
  expect(canvasElement.querySelector(".co-AuthStep")).toHaveAttribute("data-view", view);
}

const inView = (view: StepView, args: Partial<AuthStepProps> = {}): Story => ({
  args,
  play: ({ canvasElement }) => expectView(canvasElement, view),
});

/** Somebody was asked in an earlier visit. */
const asked = { invited: true, asked: true, askedNews: "none" };

const topOf = (canvasElement: HTMLElement, part: string) =>
  canvasElement.querySelector(part)?.getBoundingClientRect().top;

export const Idle: Story = inState("idle");
/** The company is still being fetched. */
export const Loading: Story = { ...inState("loading"), args: { companyId: null } };
export const Opening: Story = inState("opening");
/** Nothing moves under the pointer. */
export const Pressed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    const before = topOf(canvasElement, ".co-ConnectCTA");
    await press(canvasElement, ".co-ConnectCTA");
    await expect(topOf(canvasElement, ".co-ConnectCTA")).toBe(before);
    await expect(args.onConnect).toHaveBeenCalledTimes(1);
    await expect(within(canvasElement).getByRole("status")).not.toBeEmptyDOMElement();
    expectStep(canvasElement, "opening");
  },
};
export const Pending: Story = inState("pending");
export const Failed: Story = inState("failed");
export const Connected: Story = inState("connected");
export const Ready: Story = inState("ready");
export const Disconnected: Story = inState("disconnected");
/** Put off in an earlier visit, as this browser remembers. */
export const Skipped: Story = { ...inState("skipped"), args: { storage: memory({ skipped: true }) } };
export const Unavailable: Story = { ...inState("unavailable"), args: { companyId: "not-a-guid" } };

/** Back from Codat with good news, which the host has not confirmed yet. */
export const Returned: Story = inView("returned", { storage: memory({ returned: "connected" }) });
/** Back from Codat without having connected. */
export const ReturnedCancelled: Story = { args: { storage: memory({ returned: "cancelled" }) } };
/** Back from Codat, nothing new was connected. */
export const ReturnedUnchanged: Story = { args: { storage: memory({ returned: "unchanged" }) } };
/** Back from Codat with a platform that it does not support. */
export const ReturnedUnsupported: Story = { args: { storage: memory({ returned: "unsupported" }) } };

/** The invite was written in the mail program; whether it went, nobody knows. */
export const Waiting: Story = inView("waiting", { storage: memory({ ...asked, channel: "mailto" }) });
/** The link was copied. */
export const WaitingForACopy: Story = inView("waiting", {
  storage: memory({ ...asked, channel: "copyLink" }),
});
/** The panel takes the place of the question, with a way back. */
export const HandOver: Story = inView("handOver", { storage: memory({ panel: true }) });
/** “I’ll connect it myself” brings the button back, and Back undoes that. */
export const ConnectMyself: Story = {
  tags: ["!autodocs"],
  args: { storage: memory({ ...asked, channel: "mailto" }) },
  play: async ({ canvasElement }) => {
    await press(canvasElement, ".co-Choices > button:last-child");
    await waitFor(() => expectView(canvasElement, "ask"));
    await expect(canvasElement.querySelector(".co-Action[data-look=back]")).toBeVisible();
  },
};
/** The session has ended, as the host says. */
export const SignedOut: Story = inView("unavailable", { status: "unavailable", reason: "signedOut" });
/** The way on is the host's own element. */
export const OwnWayOn: Story = inView("connected", {
  status: "connected",
  next: <a href="#next">To your offer</a>,
});

export const SkipAndTakeBack: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await press(canvasElement, ".co-SkipStep");
    await expect(args.onSkip).toHaveBeenCalledTimes(1);
    expectSkip(canvasElement, "skipped");
    await press(canvasElement, ".co-SkipStep");
    expectSkip(canvasElement, "idle");
  },
};

export const FallbackOpen: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await openFallback(canvasElement);
    await expect(canvasElement.querySelector(".co-InviteLink")).toBeVisible();
  },
};
/** Two taps: “Can't sign in?”, and the invite. Whoever was asked is waited for. */
export const AfterTheInvite: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await openFallback(canvasElement);
    await press(canvasElement, ".co-InviteLink");
    await expect(args.onInvite).toHaveBeenCalledWith({ channel: "mailto" });
    await waitFor(() => expectView(canvasElement, "waiting"));
    if (!inEnglish()) return;
    await expect(within(canvasElement).getByText(/can’t see whether it went/)).toBeVisible();
  },
};
export const MessageOpen: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await openFallback(canvasElement);
    await openMessage(canvasElement);
    if (!inEnglish()) return;
    const subject = within(canvasElement).getByLabelText("Subject");
    await expect(subject).toHaveValue("Acme Lending: please connect our Xero (Oak & Elm Ltd)");
  },
};

/** The answer to a click comes below all that can be pressed: nothing moves under the pointer. */
export const NothingMoves: Story = {
  tags: ["!autodocs"],
  args: { storage: memory({ ...asked, channel: "copyLink" }) },
  play: async ({ canvasElement }) => {
    allowCopying();
    const pressed = [".co-Next", ".co-CopyLink"];
    const before = pressed.map((part) => topOf(canvasElement, part));
    await press(canvasElement, ".co-CopyLink");
    await waitFor(() =>
      expect(canvasElement.querySelector(".co-CopyLink")).toHaveAttribute("data-copied", "copied"),
    );
    await expect(canvasElement.querySelector(".co-StatusLine > :last-child")).toBeVisible();
    await expect(pressed.map((part) => topOf(canvasElement, part))).toEqual(before);
  },
};

/** Nothing is known but the company and who asks. */
export const Bare: Story = {
  args: {
    platformName: undefined,
    businessName: undefined,
    inviterName: undefined,
    purpose: undefined,
    privacyUrl: undefined,
  },
};
export const Banking: Story = { args: { sourceType: "banking", platformName: undefined } };
export const Commerce: Story = { args: { sourceType: "commerce", platformName: "Shopify" } };
/** A step that cannot be put off. */
export const Required: Story = {
  args: { required: true },
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-SkipStep")).toBeNull(),
};
/** A link with a one-time password: the page says so, and it is never passed on (`ONB-203`). */
export const OneTimeLink: Story = { args: { linkUrl: oneTimeLink } };
/** Names as long as they come, and one without a space. */
export const LongNames: Story = {
  args: {
    appName: "The Society for the Financing of Small and Medium-Sized Enterprises of Northern Europe",
    platformName: "Rechnungswesensoftwareherstellungsgesellschaftsplattform",
    businessName: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Bakery & Daughters Ltd",
  },
};
/** The host's own words for what the customer gains. */
export const OwnBenefit: Story = {
  args: { benefit: "We read your last twelve months and can usually decide the same day." },
};
/** The host's own arrangement; the status line comes last. */
export const OwnArrangement: Story = {
  args: {
    children: (
      <>
        <h2>Your accounts</h2>
        <ConnectCTA />
        <CantSignInFallback />
        <SkipStep />
      </>
    ),
  },
};
/** Several steps on one page: each button is described by its own step's heading. */
export const SeveralSteps: Story = {
  render: (args) => (
    <div className="page-stack">
      <AuthStep {...args} />
      <AuthStep {...args} sourceType="banking" platformName={undefined} />
      <AuthStep {...args} sourceType="commerce" platformName="Shopify" status="connected" />
    </div>
  ),
  play: async ({ canvasElement }) => {
    if (!inEnglish()) return;
    const [first, second] = within(canvasElement).getAllByRole("button", { name: "I’ll do this later" });
    await expect(first).toHaveAccessibleDescription(/Xero/);
    await expect(second).toHaveAccessibleDescription(/bank/);
  },
};
