import type { Meta, StoryObj } from "@storybook/react-vite";
import { AuthStep, OnboardingDefaults } from "codat-onboarding";
import { expect } from "storybook/test";
import { stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

const { companyId, ...shared } = settings;
const { status: _, invite: __, ...settingArgTypes } = stepArgTypes;

/** Settings that several steps share. Renders no element. */
const meta: Meta<typeof OnboardingDefaults> = {
  title: "Components/OnboardingDefaults",
  component: OnboardingDefaults,
  args: shared,
  argTypes: settingArgTypes,
};

export default meta;
type Story = StoryObj<typeof meta>;

export const TwoSteps: Story = {
  render: (args) => (
    <OnboardingDefaults {...args}>
      <div className="page-stack">
        <AuthStep companyId={companyId} storage={null} />
        <AuthStep companyId={companyId} storage={null} sourceType="banking" platformName="Barclays" />
      </div>
    </OnboardingDefaults>
  ),
  play: ({ canvasElement }) => expect(canvasElement).toHaveTextContent("Connect Barclays"),
};
/** One sentence replaced, the rest as it was. */
export const OneSentence: Story = {
  args: { messages: { skipStep: { skip: "Not today" } } },
  render: (args) => (
    <OnboardingDefaults {...args}>
      <AuthStep companyId={companyId} storage={null} />
    </OnboardingDefaults>
  ),
  play: ({ canvasElement }) => expect(canvasElement).toHaveTextContent("Not today"),
};
