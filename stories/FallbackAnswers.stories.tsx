import type { Meta, StoryObj } from "@storybook/react-vite";
import { FallbackAnswers } from "codat-onboarding";
import { expect, fn, userEvent } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { emulateDevice } from "./support/device";
import { settings } from "./support/fixtures";

/** What else keeps a customer from signing in: each its own short answer, and something to do. */
const meta: Meta<typeof FallbackAnswers> = {
  title: "Components/FallbackAnswers",
  component: FallbackAnswers,
  tags: ["rtl"],
  args: { ...settings, supportUrl: "https://acmelending.example/help", onFallbackAnswer: fn() },
  argTypes: {
    ...stepArgTypes,
    ...partArgTypes,
    answers: { control: "object", table: { category: "Answers" } },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

const rows = (canvasElement: HTMLElement) => [
  ...canvasElement.querySelectorAll<HTMLButtonElement>("li > button"),
];

/** Opens the answer in that place of the list. */
async function open(canvasElement: HTMLElement, place: number): Promise<void> {
  const row = rows(canvasElement)[place];
  if (!row) throw new Error("There is no such answer.");
  await userEvent.click(row);
  await expect(canvasElement.querySelector(".co-SubView > :is(h1, h2, h3, h4, h5, h6)")).toHaveFocus();
}

/** On a computer. */
export const Closed: Story = {
  play: async ({ canvasElement, args }) => {
    await expect(rows(canvasElement)).toHaveLength(3);
    await expect(args.onFallbackAnswer).not.toHaveBeenCalled();
  },
};
export const NotAdmin: Story = {
  tags: ["!autodocs"],
  play: ({ canvasElement }) => open(canvasElement, 0),
};
/** It leads back to connecting, in a tab of its own. */
export const ForgotPassword: Story = {
  tags: ["!autodocs"],
  play: ({ canvasElement }) => open(canvasElement, 1),
};
/** Opening one takes the list's place and tells of it; Back leads to the list again. */
export const NotListed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    await open(canvasElement, 2);
    await expect(args.onFallbackAnswer).toHaveBeenCalledWith({ answer: "notListed" });
    const back = canvasElement.querySelector('[data-look="back"]');
    if (!back) throw new Error("There is a way back.");
    await userEvent.click(back);
    await expect(rows(canvasElement)[2]).toHaveFocus();
    await open(canvasElement, 2);
    await expect(args.onFallbackAnswer).toHaveBeenCalledTimes(1);
  },
};
/** A phone has one more: the link goes to the customer's own computer. */
export const OnPhone: Story = {
  tags: ["!autodocs"],
  beforeEach: () => emulateDevice("phone"),
  play: async ({ canvasElement, args }) => {
    await open(canvasElement, 3);
    await expect(args.onFallbackAnswer).toHaveBeenCalledWith({ answer: "onPhone" });
  },
};
/** As narrow as a small phone. */
export const Narrow: Story = {
  tags: ["!autodocs"],
  beforeEach: () => emulateDevice("phone"),
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 320, overflow: "hidden" }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvasElement }) => {
    const part = canvasElement.querySelector(".co-FallbackAnswers");
    await expect(part?.scrollWidth).toBeLessThanOrEqual(Number(part?.clientWidth));
    await open(canvasElement, 1);
    await expect(part?.scrollWidth).toBeLessThanOrEqual(Number(part?.clientWidth));
  },
};
/** The host chooses which there are, and their order. */
export const Chosen: Story = {
  args: { answers: ["notListed", "notAdmin"] },
  play: ({ canvasElement }) => expect(rows(canvasElement)).toHaveLength(2),
};
/** Without an address for help, the answer is all there is. */
export const WithoutSupport: Story = {
  tags: ["!autodocs"],
  args: { supportUrl: undefined, answers: ["notListed"] },
  play: async ({ canvasElement }) => {
    await open(canvasElement, 0);
    await expect(canvasElement.querySelector("a")).toBeNull();
  },
};
/** A connection that has ended is made again. */
export const Disconnected: Story = {
  tags: ["!autodocs"],
  args: { status: "disconnected" },
  play: ({ canvasElement }) => open(canvasElement, 1),
};
export const Banking: Story = {
  tags: ["!autodocs"],
  args: { platformName: undefined, sourceType: "banking" },
  play: ({ canvasElement }) => open(canvasElement, 0),
};
