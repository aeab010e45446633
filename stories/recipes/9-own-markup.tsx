import { type AuthStepOptions, useAuthStep, useInvite } from "codat-onboarding";

const options: AuthStepOptions = {
  companyId: "8a210b68-6988-11ed-a1eb-0242ac120002",
  appName: "Acme Lending",
  storage: null,
};

/** The behaviour without the markup. */
export default function OwnMarkup() {
  const { status, skipped, connectProps, skip, undo } = useAuthStep(options);
  const { linkProps } = useInvite(options);
  return (
    <section aria-label="Connect your accounts">
      <p role="status">
        {status}
        {skipped && ", put off"}
      </p>
      <p>
        <a {...connectProps}>Connect</a>
      </p>
      <p>
        <a {...linkProps}>Ask our accountant</a>
      </p>
      <p>
        <button type="button" onClick={skipped ? undo : skip}>
          {skipped ? "Connect after all" : "Later"}
        </button>
      </p>
    </section>
  );
}
