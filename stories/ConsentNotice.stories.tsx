import type { Meta, StoryObj } from "@storybook/react-vite";
import { ConsentNotice } from "codat-onboarding";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { settings } from "./support/fixtures";

/** What connecting allows, for how long, and what is kept: truthful by Codat's own documents. */
const meta: Meta<typeof ConsentNotice> = {
  title: "Components/ConsentNotice",
  component: ConsentNotice,
  args: settings,
  argTypes: { ...stepArgTypes, ...partArgTypes, short: { control: "boolean" } },
};

export default meta;
type Story = StoryObj<typeof meta>;

export const Full: Story = {};
/** Without its heading, as `AuthStep` has it. */
export const Short: Story = { args: { short: true } };
export const Accounting: Story = { args: { platformName: undefined } };
export const Banking: Story = { args: { platformName: undefined, sourceType: "banking" } };
export const Commerce: Story = { args: { platformName: undefined, sourceType: "commerce" } };
/** Where the host does not say how it uses the data. */
export const WithoutPrivacyLink: Story = { args: { privacyUrl: undefined } };
