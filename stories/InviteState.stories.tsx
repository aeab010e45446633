import type { Meta, StoryObj } from "@storybook/react-vite";
import { AuthStep, type InviteState } from "codat-onboarding";
import { expect, waitFor } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { inviteOf, inviting } from "./support/companionInvites";
import { companies, withCompanion } from "./support/live";

/**
 * What became of an invite, as the companion tells: `data-invite` on the step and on `InviteByMailto`, and in words in
 * the step's `InviteStatus`.
 */
const meta: Meta<typeof AuthStep> = {
  title: "States/Invite",
  component: AuthStep,
  args: { storage: null },
  argTypes: { ...stepArgTypes, ...partArgTypes, storage: { control: false } },
};

export default meta;
type Story = StoryObj<typeof meta>;

const inState = (state: InviteState): Story => {
  const company = state === "connected" ? companies.ready : companies.idle;
  const invites = state === "none" ? [] : [inviteOf(state, 1, { name: "Priya" })];
  return {
    decorators: [withCompanion(inviting(company, ...invites))],
    play: ({ canvasElement }) =>
      waitFor(() =>
        expect(canvasElement.querySelector(".co-AuthStep")).toHaveAttribute("data-invite", state),
      ),
  };
};

export const None: Story = inState("none");
/** A channel was used. Whether anything was sent, nobody knows. */
export const Prepared: Story = inState("prepared");
/** Somebody went on from the invite's page. */
export const Opened: Story = inState("opened");
/** Somebody began to connect on Codat's page. */
export const Started: Story = inState("started");
/** Codat sent somebody back and said that it worked. */
export const Returned: Story = inState("returned");
export const Connected: Story = inState("connected");
export const Declined: Story = inState("declined");
export const Expired: Story = inState("expired");
export const Cancelled: Story = inState("cancelled");
