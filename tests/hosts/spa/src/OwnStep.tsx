import { type StepEvent, useAuthStep, useCopy, useInvite, useLinkReturn } from "codat-onboarding";
import { codatUrl, companyId, heard } from "./settings.js";

const linkHosts = [new URL(codatUrl).host];

/** The hooks, with markup of the host's own. */
export function OwnStep() {
  const settings = {
    companyId,
    sourceType: "commerce",
    appName: "Acme Lending",
    linkTemplate: `${codatUrl}/company/{companyId}`,
    linkHosts,
  } as const;
  const { status, skipped, connectProps, skip } = useAuthStep({
    ...settings,
    onEvent: (event: StepEvent) => heard.push(`own:${event.type}`),
  });
  const { message, linkProps, problem } = useInvite({
    ...settings,
    kind: "reconnect",
    recipientName: undefined,
  });
  const { state, copy } = useCopy();
  const redirect = useLinkReturn({});
  return (
    <section id="own" data-copied={state} data-outcome={redirect?.outcome} data-problem={problem?.code}>
      <p>
        {status} {skipped ? "skipped" : "open"} {message.subject}
      </p>
      <a {...connectProps}>Go</a>
      <a {...linkProps}>Mail</a>
      <button type="button" onClick={skip}>
        Later
      </button>
      <button type="button" onClick={() => void copy(message.body)}>
        Copy
      </button>
    </section>
  );
}
