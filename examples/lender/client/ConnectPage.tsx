import type { StepEvent } from "codat-onboarding/core";
import { useConnectionStatus } from "codat-onboarding/live";
import { useState } from "react";
import { AccountingStep } from "./AccountingStep";

interface ConnectPageProps {
  required: boolean;
  onEvent: (event: StepEvent) => void;
  onBack: () => void;
  onDone: () => void;
}

export function ConnectPage({ required, onEvent, onBack, onDone }: ConnectPageProps) {
  const [settled, setSettled] = useState(false);
  const { status } = useConnectionStatus();
  const connected = status === "connected" || status === "ready";
  const canContinue = connected || (settled && !required);

  return (
    <>
      <AccountingStep
        headingLevel={1}
        className="page-step"
        required={required}
        onSkip={onDone}
        onEvent={(event) => {
          if (settles(event)) setSettled(true);
          onEvent(event);
        }}
      />
      <div className="actions">
        <button type="button" className="button secondary" onClick={onBack}>
          Back
        </button>
        {canContinue && (
          <button type="button" className={connected ? "button" : "button secondary"} onClick={onDone}>
            Continue to your loan
          </button>
        )}
        {required && !connected && (
          <p className="hint">Your answers are saved. You can come back when it is connected.</p>
        )}
      </div>
    </>
  );
}

/** Whether the customer has done what they can here. Until then the step itself offers to put it off. */
function settles(event: StepEvent): boolean {
  if (event.type !== "restored") return ["pending", "connected", "invite", "skip"].includes(event.type);
  const { status, invite, skipped } = event.detail;
  return status === "pending" || invite !== "none" || skipped;
}
