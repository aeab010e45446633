import type { Meta, StoryObj } from "@storybook/react-vite";
import { ConnectionStatus } from "codat-onboarding/live";
import { expect, waitFor } from "storybook/test";
import { partArgTypes } from "./support/argTypes";
import { companies, withCompanion } from "./support/live";

/** How the connection stands, wherever it is asked for; with the organisation where it is known. */
const meta: Meta<typeof ConnectionStatus> = {
  title: "Components/ConnectionStatus",
  component: ConnectionStatus,
  argTypes: partArgTypes,
};

export default meta;
type Story = StoryObj<typeof meta>;

const story = (company: keyof typeof companies | "loading", text: string): Story => {
  const { decorators, beforeEach } = withCompanion(company === "loading" ? company : companies[company]);
  return {
    decorators,
    beforeEach,
    play: ({ canvasElement }) => waitFor(() => expect(canvasElement).toHaveTextContent(text)),
  };
};

export const Loading: Story = story("loading", "");
export const Idle: Story = story("idle", "");
export const Pending: Story = story("pending", "Finish connecting Xero");
export const Failed: Story = story("failed", "Connecting Xero didn’t work");
export const Connected: Story = story("connected", "Xero is connected");
export const Ready: Story = story("ready", "Oak & Elm Ltd.");
export const Disconnected: Story = story("disconnected", "Xero is no longer connected");
