import type { Meta, StoryObj } from "@storybook/react-vite";
import { type CompanyInvite, InviteStatus } from "codat-onboarding/live";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { partArgTypes } from "./support/argTypes";
import { inviteOf, inviting } from "./support/companionInvites";
import { inEnglish } from "./support/expectRow";
import { companies, withCompanion } from "./support/live";

const { children: _, ...argTypes } = partArgTypes;

/**
 * What became of the invites, as the companion tells, and what can be done: remind, invite someone else, note, cancel.
 * It never says who connected, and never that anything was sent.
 */
const meta: Meta<typeof InviteStatus> = {
  title: "Components/InviteStatus",
  component: InviteStatus,
  argTypes,
};

export default meta;
type Story = StoryObj<typeof meta>;

function showing(...invites: CompanyInvite[]) {
  const provided = withCompanion(inviting(companies.idle, ...invites));
  const { decorators, beforeEach } = provided;
  return { provided, story: { decorators, beforeEach } satisfies Story };
}

const says = (state: CompanyInvite["state"], text: string): Story => ({
  ...showing(inviteOf(state, 1, { platformName: "Xero" })).story,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("li")).toHaveAttribute("data-invite", state));
    if (inEnglish()) await expect(canvasElement).toHaveTextContent(text);
  },
});

export const Prepared: Story = says("prepared", "Ready. We can’t see whether it was sent.");
export const Opened: Story = says("opened", "The link was opened");
export const Started: Story = says("started", "Nothing is connected yet.");
export const Returned: Story = says("returned", "Waiting for confirmation.");
export const Connected: Story = says("connected", "The connection was made.");
export const Declined: Story = says("declined", "You can invite someone else.");
export const Expired: Story = says("expired", "The link has ended.");
export const Cancelled: Story = says("cancelled", "The link no longer works.");

/** Nothing is rendered where nobody was invited. */
export const Empty: Story = {
  ...showing().story,
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-InviteStatus")).toBeNull(),
};

/** Newest first. Those that have ended stay for a month, quietly. */
export const Several: Story = {
  ...showing(
    inviteOf("opened", 4, { name: "Priya" }),
    inviteOf("prepared", 3, { kind: "self" }),
    inviteOf("declined", 2, { name: "Alex" }),
    inviteOf("cancelled", 1),
  ).story,
  tags: ["rtl"],
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("li")).toHaveLength(4));
  },
};

/** Two are out, and the connection is there: nobody says by whom. */
export const TwoOutConnected: Story = {
  ...showing(inviteOf("connected", 2, { name: "Alex" }), inviteOf("connected", 1, { name: "Priya" })).story,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("li")).toHaveLength(2));
    if (!inEnglish()) return;
    for (const row of canvasElement.querySelectorAll("li"))
      await expect(row).toHaveTextContent("The connection was made. Nothing more to do.");
  },
};

/** A reminder is the same link in another message. It is asked for when somebody is about to send it. */
export const Remind: Story = {
  ...showing(inviteOf()).story,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const remind = await canvas.findByRole("link", { name: "Send a reminder" });
    await userEvent.hover(remind);
    await waitFor(() =>
      expect(remind.getAttribute("href")).toMatch(/^mailto:\?subject=Acme%20Lending%3A%20a%20reminder/),
    );
  },
};

const cancelling = showing(inviteOf());
/** Asked for twice: a link that somebody has in their mail ends for good. */
export const Cancel: Story = {
  ...cancelling.story,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Cancel this invite" }));
    await userEvent.click(canvas.getByRole("button", { name: /^Yes, cancel it/ }));
    await waitFor(() => expect(canvasElement).toHaveTextContent("Cancelled. The link no longer works."));
    await waitFor(() => expect(canvasElement.querySelector("li")).toHaveFocus());
  },
};

const changing = showing(inviteOf());
/** The old link ends, and the next invite is ready to be made. */
export const InviteSomeoneElse: Story = {
  ...changing.story,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Invite someone else instead" }));
    await userEvent.click(canvas.getByRole("button", { name: /^Yes, cancel it/ }));
    const invite = await canvas.findByRole("link", { name: "Invite someone else" });
    await waitFor(() => expect(invite).toHaveFocus());
  },
};

/** Such as whom it went to: for the customer alone, and gone 30 days after the invite has ended. */
export const Note: Story = {
  ...showing(inviteOf()).story,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole("button", { name: "Add or change a note" }));
    await userEvent.type(canvas.getByLabelText("Note (optional)"), "Priya, at the accountants");
    await userEvent.click(canvas.getByRole("button", { name: "Save the note" }));
    await waitFor(() =>
      expect(canvasElement.querySelector("li bdi")).toHaveTextContent("Priya, at the accountants"),
    );
  },
};

const refused = showing(inviteOf());
/** `ONB-407`: nothing has changed, and that is said. */
export const Refused: Story = {
  ...refused.story,
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const cancel = await canvas.findByRole("button", { name: "Cancel this invite" });
    refused.provided.companion.answer = () => Response.json({ error: "unavailable" }, { status: 503 });
    await userEvent.click(cancel);
    await userEvent.click(canvas.getByRole("button", { name: /^Yes, cancel it/ }));
    await canvas.findByText("That didn’t work. Nothing has changed. Please try again.");
  },
};
