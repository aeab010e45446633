import type { Meta, StoryObj } from "@storybook/react-vite";
import { AuthStep } from "codat-onboarding";
import { OnboardingProvider } from "codat-onboarding/live";
import { expect, userEvent, waitFor, within } from "storybook/test";
import { stepArgTypes } from "./support/argTypes";
import { xero } from "./support/companion";
import { type Beginning, companies, companionIn, withCompanion, withData } from "./support/live";

const { status: _, invite: __, companyId: ___, ...settingArgTypes } = stepArgTypes;

/**
 * Makes the steps inside live: what Codat's webhooks say reaches the page over one stream. Renders no element; here it
 * stands around a whole step, with a companion that the story plays.
 */
const meta: Meta<typeof OnboardingProvider> = {
  title: "Components/OnboardingProvider",
  component: OnboardingProvider,
  argTypes: settingArgTypes,
  render: () => <AuthStep storage={null} />,
};

export default meta;
type Story = StoryObj<typeof meta>;

const says = (text: string): NonNullable<Story["play"]> => {
  return async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getAllByRole("status")[0]).toHaveTextContent(text));
  };
};

const started = (beginning: Beginning) => ({ decorators: [withCompanion(beginning)] });

export const Idle: Story = started(companies.idle);
/** Until the stream has begun. */
export const Loading: Story = started("loading");
export const Pending: Story = { ...started(companies.pending), play: says("Finish connecting Xero") };
export const Failed: Story = { ...started(companies.failed), play: says("Connecting Xero didn’t work") };
export const Connected: Story = { ...started(companies.connected), play: says("Xero is connected") };
/** The organisation is known once its data has been read. */
export const Ready: Story = { ...started(companies.ready), play: says("Oak & Elm Ltd.") };
export const Disconnected: Story = {
  ...started(companies.disconnected),
  play: says("Xero is no longer connected"),
};
/** The way out for whoever sees another organisation's name. */
export const NotYourBusiness: Story = {
  tags: ["!autodocs"],
  ...started(companies.ready),
  play: async ({ canvasElement }) => {
    const question = await within(canvasElement).findByRole("button", { name: "Not your business?" });
    await userEvent.click(question);
    await expect(within(canvasElement).getByRole("button", { name: /^Disconnect/ })).toBeVisible();
  },
};
/** The companion does not answer: after eight seconds, or three tries, the page says so. Its link still leads on. */
export const Unreachable: Story = {
  ...started("unreachable"),
  play: async ({ canvasElement }) => {
    const sentence = /server isn’t answering\./;
    await within(canvasElement).findByText(sentence);
    await expect(within(canvasElement).getByRole("link", { name: "Try again" })).toHaveAttribute("href");
  },
};
/** Signed out, here or in another tab: nothing of the last session is left. */
export const SessionEnded: Story = {
  ...started("ended"),
  play: says("You’re signed out"),
};

const at = (second: number) => `2026-11-23T09:00:${String(second).padStart(2, "0")}.0000000Z/`;
let second = 0;
const pressed = { minBlockSize: "2.75rem", font: "inherit" };

/** Play Codat: what is pressed reaches the step as its webhooks would. */
export const PlayCodat: Story = {
  ...started(companies.idle),
  render: (_, { canvasElement }) => {
    const connection = (status: string) => () =>
      companionIn(canvasElement).send({ type: "connection", connection: xero(status, at(++second)) });
    const data = () =>
      companionIn(canvasElement).send({
        type: "data",
        connectionId: xero("").id,
        ...withData(companies.idle).arrivals[xero("").id],
        at: "2026-11-23T09:05:00Z",
      });
    return (
      <div className="page-stack">
        <AuthStep storage={null} />
        <p>
          <button type="button" style={pressed} onClick={connection("PendingAuth")}>
            A platform is chosen
          </button>{" "}
          <button type="button" style={pressed} onClick={connection("Linked")}>
            It is connected
          </button>{" "}
          <button type="button" style={pressed} onClick={data}>
            Data arrives
          </button>{" "}
          <button type="button" style={pressed} onClick={connection("Deauthorized")}>
            Access is revoked
          </button>
        </p>
      </div>
    );
  },
};
export const CodatPlayed: Story = {
  ...PlayCodat,
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await canvas.findByRole("link", { name: /^Connect your accounting software/ });
    await userEvent.click(canvas.getByRole("button", { name: "It is connected" }));
    await waitFor(() => expect(canvasElement).toHaveTextContent("Xero is connected"));
  },
};
