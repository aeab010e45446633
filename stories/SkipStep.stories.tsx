import type { Meta, StoryObj } from "@storybook/react-vite";
import { SkipStep } from "codat-onboarding";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { expectSkip } from "./support/expectRow";
import { settings } from "./support/fixtures";
import { inSkippedStep, inStep } from "./support/step";
import type { Column } from "./support/table";

/** The quiet way on: a step is optional, and putting it off is a choice that can be taken back. */
const meta: Meta<typeof SkipStep> = {
  title: "Components/SkipStep",
  component: SkipStep,
  args: { ...settings, onSkip: fn() },
  argTypes: { ...stepArgTypes, ...partArgTypes },
};

export default meta;
type Story = StoryObj<typeof meta>;

const inState = (column: Column): Story => ({
  ...(column !== "skipped" && { args: { status: column } }),
  play: ({ canvasElement }) => expectSkip(canvasElement, column),
});

export const Idle: Story = inState("idle");
export const Loading: Story = { ...inState("loading"), args: { companyId: null } };
export const Opening: Story = inState("opening");
export const Pending: Story = inState("pending");
export const Failed: Story = inState("failed");
export const Connected: Story = {
  ...inState("connected"),
  parameters: { nothing: "nothing is left to do." },
};
export const Ready: Story = { ...inState("ready"), parameters: { nothing: "nothing is left to do." } };
export const Disconnected: Story = inState("disconnected");
export const Skipped: Story = {
  ...inState("skipped"),
  decorators: [inSkippedStep],
};
export const Pressed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await userEvent.click(within(canvasElement).getByRole("button", { name: "I’ll do this later" }));
    await expect(args.onSkip).toHaveBeenCalledTimes(1);
    expectSkip(canvasElement, "skipped");
  },
};
export const Unavailable: Story = { ...inState("unavailable"), args: { companyId: "not-a-guid" } };
export const Required: Story = {
  parameters: { nothing: "a required step cannot be put off." },
  args: { companyId: undefined },
  decorators: [inStep({ required: true })],
  play: ({ canvasElement }) => expect(canvasElement.querySelector(".co-SkipStep")).toBeNull(),
};
