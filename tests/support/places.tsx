import { AuthStep, type AuthStepProps } from "codat-onboarding";
import { english, say } from "./english.js";
import { acme, memory } from "./fixtures.js";
import { controlsOf, press } from "./focus.js";
import { type Mounted, mount } from "./mount.js";

/** What the host says. */
export type Facts = Partial<AuthStepProps>;

/** A view of a step, and how a customer comes there. */
export interface Place {
  /** What the host says, and what this browser remembers. */
  facts?: Facts;
  local?: object;
  /** What is pressed one after the other to come there. */
  by?: readonly (Parameters<typeof say>[0] | string)[];
}

const { fallback, handOver, fallbackAnswers, inviteMessage, waiting, share, consent } = english;
const open = fallback.trigger.accounting;
const asked = { invited: true, asked: true, askedNews: "none", channel: "mailto" };

/** Every view of a step, and the views inside of the panel. */
export const places: Record<string, Place> = {
  ask: {},
  "ask, consent unfolded": { by: [consent.heading] },
  "ask, skipped": { local: { skipped: true } },
  "ask, pending": { facts: { status: "pending" } },
  "ask, failed": { facts: { status: "failed" } },
  "ask, unsupported": { facts: { status: "failed", reason: "unsupported" } },
  "ask, disconnected": { facts: { status: "disconnected" } },
  "ask, in front of what waits": { local: asked, by: [waiting.myself] },
  handOver: { by: [open] },
  "handOver, more": { by: [open, handOver.more] },
  "handOver, webmail and code": { by: [open, handOver.more, share.webmail, share.qrShow] },
  "handOver, the message": { by: [open, handOver.more, inviteMessage.edit] },
  "handOver, what is in the way": { by: [open, fallbackAnswers.open] },
  "handOver, not an admin": { by: [open, fallbackAnswers.open, fallbackAnswers.notAdmin.says] },
  "handOver, no password": { by: [open, fallbackAnswers.open, fallbackAnswers.forgotPassword.says] },
  "handOver, not listed": { by: [open, fallbackAnswers.open, fallbackAnswers.notListed.says] },
  waiting: { local: asked },
  "waiting, copied": { local: { ...asked, channel: "copyLink" } },
  returned: { local: { returned: "connected" } },
  connected: { facts: { status: "connected" } },
  "unavailable, bad data": { facts: { companyId: "no GUID", onError() {} } },
  "unavailable, unreachable": { facts: { status: "unavailable", reason: "unreachable" } },
};

/** The step of a place. */
export const stepOf = (place: Place, more: Facts = {}, children: AuthStepProps["children"] = undefined) => (
  <AuthStep
    {...acme}
    supportUrl="https://acme.example/help"
    privacyUrl="https://acme.example/privacy"
    next={{ label: "Continue", href: "#next" }}
    storage={place.local ? memory(place.local) : null}
    {...place.facts}
    {...more}
  >
    {children}
  </AuthStep>
);

const withText = (container: HTMLElement, text: string) =>
  controlsOf(container).find((control) => control.textContent?.startsWith(text));

/** A step that stands in a place. */
export async function arrive(place: Place): Promise<Mounted> {
  const mounted = await mount(stepOf(place));
  for (const text of place.by ?? []) await press(withText(mounted.container, say(text)));
  return mounted;
}
