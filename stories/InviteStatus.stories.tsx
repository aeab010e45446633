import type { Meta, StoryObj } from "@storybook/react-vite";
import { type CompanyInvite, InviteStatus } from "codat-onboarding/live";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { partArgTypes } from "./support/argTypes";
import { inviteOf, inviting } from "./support/companionInvites";
import { inEnglish } from "./support/expectRow";
import { companies, companionIn, withCompanion } from "./support/live";

const { children: _, ...argTypes } = partArgTypes;

/**
 * The invites, as the companion tells: each one thing to press, which opens what can be done. Those that have ended are
 * folded away. It never says who connected, and never that anything was sent.
 */
const meta: Meta<typeof InviteStatus> = {
  title: "Components/InviteStatus",
  component: InviteStatus,
  argTypes,
};

export default meta;
type Story = StoryObj<typeof meta>;

const showing = (...invites: CompanyInvite[]): Story => ({
  decorators: [withCompanion(inviting(companies.idle, ...invites))],
});

const says = (state: CompanyInvite["state"], text: string): Story => ({
  ...showing(inviteOf(state, 1, { platformName: "Xero" })),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector("li")).toHaveAttribute("data-invite", state));
    if (inEnglish()) await expect(canvasElement).toHaveTextContent(text);
  },
});

export const Prepared: Story = says("prepared", "Works until");
/** The link was used: by whom, nobody can know. */
export const Opened: Story = says("opened", "Link used");
/** Somebody began a connection on Codat's page. */
export const Started: Story = says("started", "not connected yet");
/** Codat sent somebody back and said that it worked. */
export const Returned: Story = says("returned", "hasn’t confirmed it yet");
export const Connected: Story = says("connected", "Connected");
export const Declined: Story = says("declined", "can’t do this");
export const Expired: Story = says("expired", "Ended");
export const Cancelled: Story = says("cancelled", "The link no longer works.");

export const Empty: Story = {
  ...showing(),
  parameters: { nothing: "nobody was invited." },
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-InviteStatus")).toBeNull(),
};

const several = showing(
  inviteOf("opened", 4, { name: "Priya" }),
  inviteOf("prepared", 3, { kind: "self" }),
  inviteOf("declined", 2, { name: "Alex" }),
  inviteOf("cancelled", 1),
);
/** Newest first. Those that have ended are folded away, and stay for a month. */
export const Several: Story = {
  ...several,
  tags: ["rtl"],
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("ul[aria-labelledby] > li")).toHaveLength(2));
  },
};
export const SeveralUnfolded: Story = {
  ...several,
  tags: ["rtl", "!autodocs"],
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("ul[aria-labelledby] > li")).toHaveLength(2));
    const fold = [...canvasElement.querySelectorAll<HTMLElement>(".co-Disclosure")].at(-1);
    if (!fold) throw new Error("Two have ended.");
    await userEvent.click(fold);
  },
};

/** Two are out, and the connection is there: nobody says by whom. */
export const TwoOutConnected: Story = {
  ...showing(inviteOf("connected", 2, { name: "Alex" }), inviteOf("connected", 1, { name: "Priya" })),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelectorAll("li")).toHaveLength(2));
  },
};

/** Opens the row of the first invite. */
async function openRow(canvasElement: HTMLElement) {
  const row = await waitFor(() => {
    const found = canvasElement.querySelector<HTMLElement>('li > [data-look="row"]');
    if (!found) throw new Error("There is an invite.");
    return found;
  });
  await userEvent.click(row);
  await expect(row).toHaveAttribute("aria-expanded", "true");
  return within(canvasElement);
}

/** What can be done with one that works. */
export const RowOpen: Story = {
  ...showing(inviteOf("prepared", 2, { name: "Priya" }), inviteOf("opened", 1, { name: "Tom" })),
  tags: ["rtl", "!autodocs"],
  play: async ({ canvasElement }) => {
    await openRow(canvasElement);
  },
};

/** A reminder is the same link in another message. It is asked for when somebody is about to send it. */
export const Remind: Story = {
  tags: ["!autodocs"],
  ...showing(inviteOf()),
  play: async ({ canvasElement }) => {
    const canvas = await openRow(canvasElement);
    const remind = canvas.getByRole("link", { name: "Write a reminder" });
    await userEvent.hover(remind);
    await waitFor(() =>
      expect(remind.getAttribute("href")).toMatch(/^mailto:\?subject=Acme%20Lending%3A%20a%20reminder/),
    );
  },
};

/** Asked for twice: a link that somebody has in their mail ends for good. */
export const Cancel: Story = {
  tags: ["!autodocs"],
  ...showing(inviteOf()),
  play: async ({ canvasElement }) => {
    const canvas = await openRow(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Cancel this invite" }));
    await userEvent.click(canvas.getByRole("button", { name: "Cancel it" }));
    await canvas.findByRole("button", { name: /earlier invite/ });
    await waitFor(() => expect(canvas.getByRole("heading", { name: "Your invites" })).toHaveFocus());
  },
};

/** The old link ends, and the next invite is ready to be made. */
export const AskSomeoneElse: Story = {
  tags: ["!autodocs"],
  ...showing(inviteOf()),
  play: async ({ canvasElement }) => {
    const canvas = await openRow(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Cancel this invite" }));
    await userEvent.click(canvas.getByRole("button", { name: "Cancel it and ask someone else" }));
    const invite = await canvas.findByRole("link", { name: "Write the email" });
    await waitFor(() => expect(invite).toHaveFocus());
  },
};

/** Whom it asks: for the customer alone, and gone 30 days after the invite has ended. */
export const Name: Story = {
  tags: ["!autodocs"],
  ...showing(inviteOf()),
  play: async ({ canvasElement }) => {
    const canvas = await openRow(canvasElement);
    await userEvent.click(canvas.getByRole("button", { name: "Change the name" }));
    await userEvent.type(canvas.getByLabelText("Their name"), "Priya");
    await userEvent.click(canvas.getByRole("button", { name: "Save the name" }));
    await canvas.findByRole("button", { name: /^Priya/ });
  },
};

/** `ONB-407`: nothing has changed, and that is said. */
export const Refused: Story = {
  tags: ["!autodocs"],
  ...showing(inviteOf()),
  play: async ({ canvasElement }) => {
    const canvas = await openRow(canvasElement);
    companionIn(canvasElement).answer = () => Response.json({ error: "unavailable" }, { status: 503 });
    await userEvent.click(canvas.getByRole("button", { name: "Cancel this invite" }));
    await userEvent.click(canvas.getByRole("button", { name: "Cancel it" }));
    await canvas.findByText("That didn’t work. Nothing has changed. Please try again.");
  },
};
