import type { Meta, StoryObj } from "@storybook/react-vite";
import type { CompanyInvite } from "codat-onboarding/live";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { xero } from "./support/companion";
import { inviteOf, inviting } from "./support/companionInvites";
import { memory } from "./support/fixtures";
import { Lender } from "./support/Lender";
import { companies, companionIn, withCompanion } from "./support/live";
import { type ScreenName, screens } from "./support/Screen";

/** A lender's onboarding with the step inside and a companion behind it: from asking to waiting to connected. */
const meta: Meta<typeof Lender> = {
  title: "Whole onboarding",
  component: Lender,
  args: { storage: null },
  argTypes: {
    screen: { control: "inline-radio", options: Object.keys(screens) },
    storage: { control: false },
  },
  parameters: { layout: "fullscreen" },
};

export default meta;
type Story = StoryObj<typeof meta>;

const priya = (state: CompanyInvite["state"]) => inviteOf(state, 1, { name: "Priya" });

const asking = (screen: ScreenName): Story => ({
  args: { screen },
  decorators: [withCompanion(inviting(companies.idle))],
});
const handingOver = (screen: ScreenName): Story => ({
  args: { screen, storage: memory({ panel: true }) },
  decorators: [withCompanion(inviting(companies.idle))],
});
const waiting = (screen: ScreenName): Story => ({
  args: { screen },
  decorators: [withCompanion(inviting(companies.idle, priya("opened")))],
});
const connected = (screen: ScreenName): Story => ({
  args: { screen },
  decorators: [withCompanion(inviting(companies.ready, priya("connected")))],
});

export const AskingOnPhone: Story = asking("phone");
export const HandingOverOnPhone: Story = handingOver("phone");
export const WaitingOnPhone: Story = waiting("phone");
export const ConnectedOnPhone: Story = connected("phone");
export const AskingOnDesktop: Story = asking("desktop");
export const HandingOverOnDesktop: Story = handingOver("desktop");
export const WaitingOnDesktop: Story = waiting("desktop");
export const ConnectedOnDesktop: Story = connected("desktop");

/** The customer asks Priya by mail, she connects, and the customer goes on. */
const throughAll: NonNullable<Story["play"]> = async ({ canvasElement }) => {
  const canvas = within(canvasElement);
  const { invites, send } = companionIn(canvasElement);
  const view = (name: string) =>
    waitFor(() => expect(canvasElement.querySelector(".co-AuthStep")).toHaveAttribute("data-view", name));

  await userEvent.click(await canvas.findByRole("button", { name: /^Can’t sign in/ }));
  await view("handOver");
  await userEvent.type(canvas.getByLabelText(/^Who are you asking/), "Priya");
  await userEvent.click(canvas.getByRole("link", { name: "Write the email" }));
  await view("waiting");
  await waitFor(() => expect(invites.wishes.at(-1)).toMatchObject({ prepared: true }));

  invites.change({ state: "opened" });
  send({ type: "connection", connection: xero("Linked") });
  await view("connected");
  await userEvent.click(canvas.getByRole("button", { name: "Continue to your loan" }));
  await canvas.findByRole("heading", { name: "How much would you like to borrow?" });
};

export const ThroughAllOnPhone: Story = {
  ...asking("phone"),
  tags: ["!autodocs"],
  play: throughAll,
};
export const ThroughAllOnDesktop: Story = {
  ...asking("desktop"),
  tags: ["!autodocs"],
  play: throughAll,
};
