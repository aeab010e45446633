import type { Meta, StoryObj } from "@storybook/react-vite";
import { ConnectCTA } from "codat-onboarding";
import type { ComponentProps } from "react";
import { expect, fn, userEvent, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { expectConnect } from "./support/expectRow";
import { oneTimeLink, settings } from "./support/fixtures";
import { inSkippedStep } from "./support/step";
import type { Column } from "./support/table";

/** The button that connects: a real link to Codat's Hosted Link, from the server's first byte on. */
const meta: Meta<typeof ConnectCTA> = {
  title: "Components/ConnectCTA",
  component: ConnectCTA,
  args: { ...settings, onConnect: fn() },
  argTypes: { ...stepArgTypes, ...partArgTypes },
};

export default meta;
type Story = StoryObj<typeof meta>;

const inState = (column: Column): Story => ({
  ...(column !== "skipped" && { args: { status: column } }),
  play: ({ canvasElement }) => expectConnect(canvasElement, column),
});

export const Idle: Story = inState("idle");
/** The company is still being fetched. */
export const Loading: Story = { ...inState("loading"), args: { companyId: null } };
/** A click that is not answered yet; the button still works. */
export const Opening: Story = inState("opening");
export const Pressed: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    const button = within(canvasElement).getByRole("link", { name: /^Connect ?Xero$/ });
    await expect(button).toHaveAttribute("href", `https://link.codat.io/company/${settings.companyId}`);
    await userEvent.click(button);
    await expect(button).toHaveAttribute("data-status", "opening");
    await userEvent.click(button);
    // The second click of a double click opens no second tab.
    await expect(args.onConnect).toHaveBeenCalledTimes(1);
    expectConnect(canvasElement, "opening");
  },
};
export const Pending: Story = inState("pending");
export const Failed: Story = inState("failed");
export const Connected: Story = {
  ...inState("connected"),
  parameters: { nothing: "nothing is left to press." },
};
export const Ready: Story = { ...inState("ready"), parameters: { nothing: "nothing is left to press." } };
export const Disconnected: Story = inState("disconnected");
/** No longer the thing to do, and still there to be pressed. */
export const Skipped: Story = { ...inState("skipped"), decorators: [inSkippedStep] };
/** Bad data, or an error: words, and no link. */
export const Unavailable: Story = { ...inState("unavailable"), args: { companyId: "not-a-guid" } };

export const Accounting: Story = { args: { platformName: undefined } };
export const Banking: Story = { args: { platformName: undefined, sourceType: "banking" } };
export const Commerce: Story = { args: { platformName: undefined, sourceType: "commerce" } };
/** A link with a one-time password, byte for byte as Codat's API returned it. */
export const OneTimeLink: Story = {
  args: { linkUrl: oneTimeLink },
  play: ({ canvasElement }) => expect(canvasElement.querySelector("a")).toHaveAttribute("href", oneTimeLink),
};
/** The link is fetched when somebody is about to use it. */
export const FetchedLink: Story = {
  tags: ["!autodocs"],
  args: { linkUrl: fn(async () => oneTimeLink) },
  play: async ({ canvasElement, args }) => {
    await expect(args.linkUrl).not.toHaveBeenCalled();
    await userEvent.hover(within(canvasElement).getByRole("link"));
    await expect(args.linkUrl).toHaveBeenCalledWith("connect");
  },
};

function HostButton(props: ComponentProps<"a">) {
  return <a {...props} style={{ borderRadius: "2rem", letterSpacing: "0.02em" }} />;
}

/** The host's own button, with our link, words and state in it. */
export const OwnButton: Story = {
  args: { render: <HostButton className="host-button" /> },
  play: async ({ canvasElement }) => {
    const button = within(canvasElement).getByRole("link", { name: /^Connect ?Xero$/ });
    await expect(button).toHaveClass("host-button", { exact: true });
    await expect(button).toHaveAttribute("data-status", "idle");
  },
};
