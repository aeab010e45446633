import type { Meta, StoryObj } from "@storybook/react-vite";
import { InviteByMailto, InviteLink, InviteMessage } from "codat-onboarding";
import ar from "codat-onboarding/locales/mail/ar";
import frCA from "codat-onboarding/locales/mail/fr-CA";
import { expect, fn, userEvent, waitFor, within } from "storybook/test";
import { partArgTypes, stepArgTypes } from "./support/argTypes";
import { oneTimeLink, settings } from "./support/fixtures";

/** Hands the task to a colleague by an e-mail in the customer's own voice, from their own mail program. */
const meta: Meta<typeof InviteByMailto> = {
  title: "Components/InviteByMailto",
  component: InviteByMailto,
  args: { ...settings, onInvite: fn(), onError: fn() },
  argTypes: {
    ...stepArgTypes,
    ...partArgTypes,
    kind: { control: "inline-radio", options: ["connect", "reconnect", "reminder", "self"] },
    languages: { control: false },
    recipientName: { control: "text" },
    defaultRecipient: { control: "text" },
  },
};

export default meta;
type Story = StoryObj<typeof meta>;

/** Opens the other ways. */
async function openMore(canvasElement: HTMLElement) {
  const canvas = within(canvasElement);
  await userEvent.click(canvas.getByRole("button", { name: "More ways" }));
  return canvas;
}
async function openMessage(canvasElement: HTMLElement) {
  const canvas = await openMore(canvasElement);
  await userEvent.click(canvas.getByRole("button", { name: "Read or change the message" }));
  return canvas;
}

const form = (canvasElement: HTMLElement) =>
  canvasElement.querySelector(".co-InviteByMailto")?.getAttribute("data-form");

export const Full: Story = {
  args: { recipientName: "Priya" },
  play: async ({ canvasElement }) => {
    const link = within(canvasElement).getByRole("link", { name: "Write the email" });
    await expect(link.getAttribute("href")).toMatch(/^mailto:\?subject=Acme%20Lending%3A/);
    await expect(form(canvasElement)).toBe("full");
  },
};
/** Long names are never cut: the message leaves out what matters less. */
export const LongNames: Story = {
  args: {
    appName: "The Society for the Financing of Small and Medium-Sized Enterprises of Northern Europe",
    businessName: "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch Bakery & Daughters Ltd",
  },
  play: ({ canvasElement }) => expect(form(canvasElement)).toBe("full"),
};
/** Outside of an `AuthStep`: what it is made of. The others hold the arrangement of a whole step. */
export const OnItsOwn: Story = {
  parameters: { alone: true },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await expect(canvas.getAllByRole("button").map(({ textContent }) => textContent)).toEqual(["Copy link"]);
  },
};
export const OnItsOwnPressed: Story = {
  tags: ["!autodocs"],
  parameters: { alone: true },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("link", { name: "Write the email" }));
    await expect(canvas.getByRole("button", { name: "Copy the message" })).toBeVisible();
  },
};
export const Edited: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = await openMessage(canvasElement);
    const subject = canvas.getByLabelText("Subject");
    await userEvent.clear(subject);
    await userEvent.type(subject, "Xero, please");
    await expect(form(canvasElement)).toBe("edited");
    await expect(canvas.getByRole("link", { name: "Write the email" }).getAttribute("href")).toContain(
      "subject=Xero%2C%20please&",
    );
  },
};
/** Too long for a `mailto:` link: copying comes first. */
export const TooLong: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = await openMessage(canvasElement);
    await userEvent.click(canvas.getByLabelText("After the link"));
    await userEvent.paste("One more thing, if I may. ".repeat(40));
    await expect(form(canvasElement)).toBe("tooLong");
    await expect(canvas.queryByRole("link", { name: "Write the email" })).toBeNull();
    await expect(canvas.getAllByRole("button", { name: "Copy the message" })[0]).toBeVisible();
  },
};
/** A link that works once, and that the customer may have open, is not passed on: `ONB-203`. */
export const OneTimeLinkRefused: Story = {
  args: { linkUrl: oneTimeLink },
  play: async ({ canvasElement }) => {
    await expect(within(canvasElement).queryByRole("link")).toBeNull();
    await expect(canvasElement).toHaveTextContent(/There is no link to pass on yet/);
    await expect(canvasElement.innerHTML).not.toContain("otp");
  },
};
/** A one-time link of the colleague's own, fetched when it is asked for. */
export const OneTimeLinkOfTheirOwn: Story = {
  tags: ["!autodocs"],
  args: { linkUrl: async () => ({ url: oneTimeLink, expiresAt: new Date("2026-12-06T17:00:00Z") }) },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement);
    const link = canvas.getByRole("link", { name: "Write the email" });
    await userEvent.hover(link);
    await waitFor(() => expect(link.getAttribute("href")).toContain(encodeURIComponent(oneTimeLink)));
  },
};
/** It stays, offers another way, and never claims that anything was sent. */
export const AfterTheClick: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    const link = canvas.getByRole("link", { name: "Write the email" });
    await userEvent.dblClick(link);
    // A double click opens one draft, not two.
    await expect(args.onInvite).toHaveBeenCalledTimes(1);
    await expect(canvas.getByRole("button", { name: "Copy the message" })).toBeVisible();
    await expect(canvas.getByRole("status")).toHaveTextContent("Your email app should open.");
  },
};
/** What is not an address does not get into the link, and is said beside the field: `ONB-105`. */
export const BadAddress: Story = {
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    const canvas = await openMore(canvasElement);
    const field = canvas.getByLabelText("Their email address (optional)");
    await userEvent.type(field, "priya@acme, everybody@acme.example");
    await userEvent.tab();
    await expect(field).toHaveAccessibleDescription("Enter one email address, like name@example.com");
    await expect(canvas.getByRole("link", { name: "Write the email" }).getAttribute("href")).toMatch(
      /^mailto:\?/,
    );
  },
};
export const WithAddress: Story = {
  args: { defaultRecipient: "priya@books.example" },
  play: ({ canvasElement }) =>
    expect(canvasElement.querySelector("a")?.getAttribute("href")).toMatch(/^mailto:priya@books\.example\?/),
};
export const Reconnect: Story = {
  args: { kind: "reconnect" },
  play: ({ canvasElement }) =>
    expect(canvasElement.querySelector("a")?.getAttribute("href")).toContain(
      "please%20reconnect%20our%20Xero",
    ),
};
export const Reminder: Story = {
  args: { kind: "reminder" },
  play: ({ canvasElement }) =>
    expect(canvasElement.querySelector("a")?.getAttribute("href")).toMatch(/^mailto:\?subject=/),
};
/** From the phone to the desk. */
export const ToMyself: Story = {
  args: { kind: "self" },
  play: ({ canvasElement }) =>
    expect(canvasElement.querySelector("a")?.getAttribute("href")).toMatch(/^mailto:\?subject=/),
};
const languages = [frCA, ar];
/** The customer chooses the message's language. */
export const Languages: Story = {
  args: {
    languages,
    children: (
      <>
        <InviteMessage defaultOpen />
        <InviteLink />
      </>
    ),
  },
};
/** What they change is kept in each. */
export const LanguageChosen: Story = {
  tags: ["!autodocs"],
  args: { languages },
  play: async ({ canvasElement }) => {
    const canvas = await openMessage(canvasElement);
    await userEvent.selectOptions(canvas.getByLabelText("Language of the message"), "ar");
    const subject = canvas.getByLabelText("Subject");
    await expect([subject.lang, subject.dir]).toEqual(["ar", "rtl"]);
    await expect(canvas.getByRole("option", { name: "français canadien" })).toBeInTheDocument();
  },
};
/** The link could not be fetched: nothing is opened, and it can be tried again. */
export const LinkFailed: Story = {
  tags: ["!autodocs"],
  args: { linkUrl: async () => Promise.reject(new Error("503")) },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement);
    await userEvent.click(canvas.getByRole("link", { name: "Write the email" }));
    await expect(await canvas.findByText(/couldn’t be fetched/)).toBeVisible();
    await expect(args.onError).toHaveBeenCalled();
  },
};
/** The host's own arrangement. */
export const OwnArrangement: Story = {
  args: {
    children: (
      <>
        <InviteMessage defaultOpen />
        <InviteLink />
      </>
    ),
  },
};
