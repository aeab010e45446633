import {
  InviteByMailto,
  type InviteByMailtoProps,
  InviteLink,
  InviteMessage,
  type StepOptions,
} from "codat-onboarding";
import { createRoot } from "react-dom/client";

declare global {
  interface Window {
    invite: StepOptions & InviteByMailtoProps;
  }
}

const { linkUrl, ...props } = window.invite;
const isOneTime = String(linkUrl).includes("otp=");

createRoot(document.getElementById("root") as HTMLElement).render(
  <InviteByMailto {...props} linkUrl={isOneTime ? () => String(linkUrl) : linkUrl}>
    <InviteLink />
    <InviteMessage defaultOpen />
  </InviteByMailto>,
);
