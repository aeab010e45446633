import type { Decorator } from "@storybook/react-vite";
import { AuthStep, type AuthStepProps } from "codat-onboarding";
import { memory, settings } from "./fixtures";

/** Puts a part into a step that this browser remembers as put off. */
export const inSkippedStep: Decorator = (Story) => (
  <AuthStep {...settings} storage={memory({ skipped: true })}>
    <Story />
  </AuthStep>
);

/** Puts a part into a step of its own. */
export function inStep(props: Partial<AuthStepProps> = {}): Decorator {
  return (Story) => (
    <AuthStep {...settings} storage={null} {...props}>
      <Story />
    </AuthStep>
  );
}
