import type { Meta, StoryObj } from "@storybook/react-vite";
import { ConnectHint } from "codat-onboarding";
import { expect } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { oneTimeLink, settings } from "./support/fixtures";

/** Says where the button leads, before it is pressed. */
const meta: Meta<typeof ConnectHint> = {
  title: "Components/ConnectHint",
  component: ConnectHint,
  args: settings,
  argTypes: { ...stepArgTypes, ...partArgTypes },
};

export default meta;
type Story = StoryObj<typeof meta>;

export const NewTab: Story = {
  play: ({ canvasElement }) =>
    expect(canvasElement).toHaveTextContent("Opens link.codat.io, run by Codat, in a new tab."),
};
export const SameTab: Story = { args: { target: "_self" } };
export const OneTimeLink: Story = { args: { linkUrl: oneTimeLink } };
/** The link is not known before somebody is about to use it. */
export const FetchedLink: Story = { args: { linkUrl: async () => oneTimeLink } };
