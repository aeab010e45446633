import type { StepEvent, StepView } from "codat-onboarding/core";
import { useConnectionStatus } from "codat-onboarding/live";
import { useState } from "react";
import { AccountingStep } from "./AccountingStep";

interface ConnectPageProps {
  required: boolean;
  onEvent: (event: StepEvent) => void;
  onBack: () => void;
  onDone: () => void;
}

const onwards = "Continue to your loan";

/** The page is the step's: it holds the way on, and where somebody else has the task, a Back of its own. */
export function ConnectPage({ required, onEvent, onBack, onDone }: ConnectPageProps) {
  const [view, setView] = useState<StepView>();
  const { status } = useConnectionStatus();
  const connected = status === "connected" || status === "ready";

  return (
    <>
      <AccountingStep
        headingLevel={1}
        className="page-step"
        required={required}
        next={{ label: onwards, onClick: onDone }}
        onSkip={onDone}
        onEvent={(event) => {
          if (event.type === "restored" || event.type === "view") setView(event.detail.view);
          onEvent(event);
        }}
      />
      {required && !connected && (
        <p className="hint">Your answers are saved. You can come back when it is connected.</p>
      )}
      {(view === "ask" || (required && connected)) && (
        <div className="actions">
          {view === "ask" ? (
            <button type="button" className="button secondary" onClick={onBack}>
              Back
            </button>
          ) : (
            <button type="button" className="button" onClick={onDone}>
              {onwards}
            </button>
          )}
        </div>
      )}
    </>
  );
}
