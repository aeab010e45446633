import type { Meta, StoryObj } from "@storybook/react-vite";
import { ConnectionStatus } from "codat-onboarding/live";
import { expect, waitFor } from "storybook/test";
import { partArgTypes } from "./support/argTypes";
import { companies, withCompanion } from "./support/live";

const nothing = "it speaks of a connection that was begun, and there is none.";

/** How the connection stands, wherever it is asked for; with the organisation where it is known. */
const meta: Meta<typeof ConnectionStatus> = {
  title: "Components/ConnectionStatus",
  component: ConnectionStatus,
  argTypes: partArgTypes,
};

export default meta;
type Story = StoryObj<typeof meta>;

const story = (company: keyof typeof companies, text: string): Story => ({
  decorators: [withCompanion(companies[company])],
  play: ({ canvasElement }) => waitFor(() => expect(canvasElement).toHaveTextContent(text)),
});

export const Idle: Story = { decorators: [withCompanion(companies.idle)], parameters: { nothing } };
/** The organisation is known once its data has been read. */
export const Ready: Story = story("ready", "Oak & Elm Ltd.");
export const Pending: Story = story("pending", "Finish connecting Xero");
export const Failed: Story = story("failed", "Connecting Xero didn’t work");
export const Connected: Story = story("connected", "Xero is connected");
export const Disconnected: Story = story("disconnected", "Xero is no longer connected");
export const Loading: Story = { decorators: [withCompanion("loading")], parameters: { nothing } };
