import type { Meta, StoryObj } from "@storybook/react-vite";
import { DataStatus } from "codat-onboarding/live";
import { expect, waitFor } from "storybook/test";
import { partArgTypes } from "./support/argTypes";
import { companies, withCompanion } from "./support/live";

/** Whether the first data has arrived. */
const meta: Meta<typeof DataStatus> = {
  title: "Components/DataStatus",
  component: DataStatus,
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
export const Connected: Story = story("connected", "The first data is on its way.");
export const Ready: Story = story("ready", "The first data has arrived.");
export const Disconnected: Story = story("disconnected", "");
