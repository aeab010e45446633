import type { Meta, StoryObj } from "@storybook/react-vite";
import { DataStatus } from "codat-onboarding/live";
import { expect, waitFor } from "storybook/test";
import { partArgTypes } from "./support/argTypes";
import { companies, withCompanion } from "./support/live";

const nothing = "no data is waited for.";

/** Whether the first data has arrived. */
const meta: Meta<typeof DataStatus> = {
  title: "Components/DataStatus",
  component: DataStatus,
  argTypes: partArgTypes,
};

export default meta;
type Story = StoryObj<typeof meta>;

const story = (company: keyof typeof companies, text: string): Story => ({
  decorators: [withCompanion(companies[company])],
  play: ({ canvasElement }) => waitFor(() => expect(canvasElement).toHaveTextContent(text)),
});

export const Idle: Story = { decorators: [withCompanion(companies.idle)], parameters: { nothing } };
export const Connected: Story = story("connected", "The first data is on its way.");
export const Ready: Story = story("ready", "The first data has arrived.");
export const Loading: Story = { decorators: [withCompanion("loading")], parameters: { nothing } };
export const Disconnected: Story = {
  decorators: [withCompanion(companies.disconnected)],
  parameters: { nothing },
};
