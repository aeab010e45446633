import type { Meta, StoryObj } from "@storybook/react-vite";
import { FallbackAnswers } from "codat-onboarding";
import { expect, fn, userEvent } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { emulateDevice } from "./support/device";
import { settings } from "./support/fixtures";
import { inStep } from "./support/step";

/** What else keeps a customer from signing in: each its own short answer, and something to do. */
const meta: Meta<typeof FallbackAnswers> = {
  title: "Components/FallbackAnswers",
  component: FallbackAnswers,
  tags: ["rtl"],
  args: { ...settings, supportUrl: "https://acmelending.example/help", onFallbackAnswer: fn(), onSkip: fn() },
  argTypes: {
    ...stepArgTypes,
    ...partArgTypes,
    answers: { control: "object", table: { category: "Answers" } },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

const buttons = (canvasElement: HTMLElement) => [
  ...canvasElement.querySelectorAll<HTMLButtonElement>(".co-Disclosure"),
];

async function openAll(canvasElement: HTMLElement): Promise<void> {
  for (const button of buttons(canvasElement)) await userEvent.click(button);
}

/** On a computer. */
export const Closed: Story = {
  play: async ({ canvasElement, args }) => {
    await expect(buttons(canvasElement)).toHaveLength(4);
    await expect(args.onFallbackAnswer).not.toHaveBeenCalled();
  },
};
/** Opening one tells of it, once. */
export const Open: Story = {
  play: async ({ canvasElement, args }) => {
    await openAll(canvasElement);
    await expect(args.onFallbackAnswer).toHaveBeenCalledTimes(4);
  },
};
/** A phone has one more: the link goes to the customer's own computer. */
export const OnPhone: Story = {
  beforeEach: () => emulateDevice("phone"),
  play: async ({ canvasElement, args }) => {
    await openAll(canvasElement);
    await expect(args.onFallbackAnswer).toHaveBeenCalledWith({ answer: "onPhone" });
  },
};
/** As narrow as a small phone. */
export const Narrow: Story = {
  beforeEach: () => emulateDevice("phone"),
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 320, overflow: "hidden" }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvasElement }) => {
    await openAll(canvasElement);
    const part = canvasElement.querySelector(".co-FallbackAnswers");
    await expect(part?.scrollWidth).toBeLessThanOrEqual(Number(part?.clientWidth));
  },
};
/** The host chooses which there are, and their order. */
export const Chosen: Story = {
  args: { answers: ["later", "notListed"] },
  play: ({ canvasElement }) => expect(buttons(canvasElement)).toHaveLength(2),
};
/** Without an address for help, the answer is all there is. */
export const WithoutSupport: Story = {
  args: { supportUrl: undefined, answers: ["notListed"] },
  play: async ({ canvasElement }) => {
    await openAll(canvasElement);
    await expect(canvasElement.querySelector(".co-Action")).toBeNull();
  },
};
/** A connection that has ended is made again. */
export const Disconnected: Story = {
  args: { status: "disconnected" },
  play: ({ canvasElement }) => openAll(canvasElement),
};
/** A step that cannot be put off has no “later”. */
export const Required: Story = {
  args: { companyId: undefined },
  decorators: [inStep({ required: true })],
  play: ({ canvasElement }) => expect(buttons(canvasElement)).toHaveLength(3),
};
export const Banking: Story = {
  args: { platformName: undefined, sourceType: "banking" },
  play: ({ canvasElement }) => openAll(canvasElement),
};
