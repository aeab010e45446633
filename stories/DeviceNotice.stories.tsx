import type { Meta, StoryObj } from "@storybook/react-vite";
import { AuthStep, DeviceNotice } from "codat-onboarding";
import { expect, fn } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { type EmulatedDevice, emulateDevice } from "./support/device";
import { settings } from "./support/fixtures";

/** What a platform needs, said before anybody fails at it; and ways on where this device is not the right one. */
const meta: Meta<typeof DeviceNotice> = {
  title: "Components/DeviceNotice",
  component: DeviceNotice,
  tags: ["rtl"],
  args: { ...settings, platformName: undefined, platformKey: "akxx", onInvite: fn() },
  // What the browser runs on is one for a page.
  parameters: { docs: { story: { inline: false, height: "24rem" } } },
  argTypes: {
    ...stepArgTypes,
    ...partArgTypes,
    platformKey: {
      control: "select",
      options: ["gbol", "qhyg", "pqsw", "hbql", "akxx", "jcrp"],
      description: "Codat's four-letter key of the platform.",
      table: { category: "Settings", type: { summary: "string" } },
    },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

const on = (device: EmulatedDevice, platformKey: string): Pick<Story, "args" | "beforeEach"> => ({
  args: { platformKey },
  beforeEach: () => emulateDevice(device),
});

const notice = (canvasElement: HTMLElement) => canvasElement.querySelector(".co-DeviceNotice");
const unsuited = (is: boolean): Pick<Story, "play"> => ({
  play: async ({ canvasElement }) => {
    await expect(notice(canvasElement)?.hasAttribute("data-unsuited")).toBe(is);
    await expect(Boolean(notice(canvasElement)?.querySelector(".co-InviteLink"))).toBe(is);
  },
});

/** NetSuite's pages are made for computers. */
export const DesktopOnPhone: Story = { ...on("phone", "akxx"), ...unsuited(true) };
/** On a computer, only the access that it takes is worth a word. */
export const DesktopOnComputer: Story = { ...on("windows", "akxx"), ...unsuited(false) };
/** Sage 50 is connected from the computer that it is installed on. */
export const InstalledOnPhone: Story = { ...on("phone", "hbql"), ...unsuited(true) };
export const InstalledOnMac: Story = { ...on("mac", "hbql"), ...unsuited(true) };
/** It may still be the wrong one of several. */
export const InstalledOnWindows: Story = { ...on("windows", "hbql"), ...unsuited(false) };
/** Somebody with the right access is needed, whatever the device. */
export const Admin: Story = { ...on("phone", "qhyg"), ...unsuited(false) };
export const AnyDevice: Story = {
  parameters: { nothing: "the platform can be connected on any device, by anybody." },
  ...on("phone", "gbol"),
  play: ({ canvasElement }) => expect(notice(canvasElement)).toBeNull(),
};
/** What the host knows better. */
export const HostKnows: Story = {
  args: { platformKey: "gbol", platforms: { gbol: { admin: true } } },
  ...unsuited(false),
};
/** In the step it comes before the button, which can be pressed all the same. */
export const InStep: Story = {
  beforeEach: () => emulateDevice("phone"),
  render: (args) => (
    <AuthStep {...settings} storage={null} platformName={undefined} platformKey={args.platformKey} />
  ),
  play: async ({ canvasElement }) => {
    const button = canvasElement.querySelector(".co-ConnectCTA");
    await expect(button).toHaveAttribute("href");
    await expect(notice(canvasElement)?.nextElementSibling).toBe(button);
  },
};
/** As narrow as a small phone. */
export const Narrow: Story = {
  ...on("phone", "pqsw"),
  decorators: [
    (Story) => (
      <div style={{ inlineSize: 320, overflow: "hidden" }}>
        <Story />
      </div>
    ),
  ],
  play: async ({ canvasElement }) => {
    const part = notice(canvasElement);
    await expect(part?.scrollWidth).toBeLessThanOrEqual(Number(part?.clientWidth));
  },
};
