import type { ArgTypes } from "@storybook/react-vite";
import type { InviteState } from "codat-onboarding";
import { table } from "./table";

/** Total, so that the compiler asks for a new one. */
const inviteStates: Record<InviteState, true> = {
  none: true,
  prepared: true,
  opened: true,
  started: true,
  returned: true,
  connected: true,
  declined: true,
  expired: true,
  cancelled: true,
};

const settingsTable = { category: "Settings", type: { summary: "string" } };
const text = (description: string) => ({ control: "text", description, table: settingsTable }) as const;
const eventTable = { category: "Callbacks" };
const callback = (description: string) => ({ control: false, description, table: eventTable }) as const;

/** Controls for what every part takes, and an `AuthStep` or `OnboardingDefaults` hands down. */
export const stepArgTypes: ArgTypes = {
  companyId: text("Codat's id of the customer's company; empty while it is still being fetched."),
  sourceType: {
    control: "inline-radio",
    options: ["accounting", "banking", "commerce"],
    description: "What is to be connected.",
    table: {
      category: "Settings",
      type: { summary: "SourceType" },
      defaultValue: { summary: '"accounting"' },
    },
  },
  platformName: text("The platform where it is known, such as `Xero`."),
  platformKey: text("Codat's four-letter key of the platform where it is known, such as `gbol` for Xero."),
  platforms: {
    control: "object",
    description: "What the host knows better of platforms, by key.",
    table: { category: "Settings" },
  },
  appName: text("Who asks: the name of the host's product."),
  businessName: text("The customer's business, to choose among several."),
  inviterName: text("The person on the page, who signs the invite."),
  purpose: text("What the customer is applying for, to follow “for”: `a business loan`."),
  linkUrl: text(
    "The company's link as Codat's API returned it, or a function that fetches one when it is needed.",
  ),
  linkTemplate: text("Form of the link where there is no `linkUrl`."),
  linkHosts: {
    control: "object",
    description: "Hosts allowed in links beside Codat's own.",
    table: { category: "Settings" },
  },
  target: {
    control: "inline-radio",
    options: ["_blank", "_self"],
    description: "Where the button opens Codat's page.",
    table: { category: "Settings", defaultValue: { summary: '"_blank"' } },
  },
  privacyUrl: text("Where the host says how it uses the data."),
  supportUrl: text("Where a customer finds help, or another way, such as uploading files."),
  messages: {
    control: "object",
    description: "Words that replace the English ones.",
    table: { category: "Settings" },
  },
  status: {
    control: "select",
    options: Object.keys(table).filter((column) => column !== "skipped"),
    description: "What the host knows of the connection.",
    table: { category: "State", type: { summary: "ConnectionStatus" }, defaultValue: { summary: '"idle"' } },
  },
  invite: {
    control: "select",
    options: Object.keys(inviteStates),
    description: "What the host knows of the invite.",
    table: { category: "State", type: { summary: "InviteState" }, defaultValue: { summary: '"none"' } },
  },
  onConnect: callback("The button was pressed."),
  onReturn: callback("Codat sent the customer back."),
  onPending: callback("The status became `pending`."),
  onConnected: callback("The status became `connected`."),
  onDataReady: callback("The status became `ready`."),
  onDisconnected: callback("The status became `disconnected`."),
  onSkip: callback("The step was put off."),
  onFallbackOpen: callback("“Can't sign in?” was opened."),
  onFallbackAnswer: callback("One of the other answers was opened."),
  onInvite: callback("A way of inviting was used."),
  onCopied: callback("The link or the message is on the clipboard."),
  onError: callback("An `OnboardingError`."),
  onEvent: callback("All of these, under stable names."),
};

/** Controls for what every part's own element takes. */
export const partArgTypes: ArgTypes = {
  className: {
    control: "text",
    description: "Class names, or a function of the part's state.",
    table: { category: "Element" },
  },
  style: {
    control: "object",
    description: "Inline style, or a function of the part's state.",
    table: { category: "Element" },
  },
  render: {
    control: false,
    description: "The host's own element in place of ours, or a function that makes it.",
    table: { category: "Element" },
  },
  children: { control: false, table: { category: "Element" } },
};
