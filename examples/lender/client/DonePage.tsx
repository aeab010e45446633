import type { StepEvent } from "codat-onboarding/core";
import { useConnectionStatus } from "codat-onboarding/live";
import { AccountingStep } from "./AccountingStep";
import type { Me } from "./me";

interface DonePageProps {
  me: Me;
  onEvent: (event: StepEvent) => void;
}

/** Nothing is lost by having skipped: the same step stands here again, for as long as it is of use. */
export function DonePage({ me, onEvent }: DonePageProps) {
  const { application, figures } = me;
  const { status } = useConnectionStatus();
  const arrived = figures !== undefined || status === "ready";
  return (
    <>
      <h1>We have your application</h1>
      <p className="lead">
        <span>{`Thank you, ${application.name}. `}</span>
        <span>{`We’ll write to ${application.email} within one working day.`}</span>
      </p>
      <dl className="summary">
        <div>
          <dt>Business</dt>
          <dd>{application.business}</dd>
        </div>
        <div>
          <dt>Amount</dt>
          <dd>{`£${application.amount.replace("£", "")}`}</dd>
        </div>
        <div>
          <dt>For</dt>
          <dd>{application.use}</dd>
        </div>
        {arrived && (
          <div>
            <dt>Accounts</dt>
            <dd>Your figures are here</dd>
          </div>
        )}
      </dl>
      <AccountingStep headingLevel={2} onEvent={onEvent} />
    </>
  );
}
