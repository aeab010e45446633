import { ApplicationForm } from "./ApplicationForm";
import { Field } from "./Field";
import type { Application } from "./me";

const uses = ["Stock or equipment", "Premises", "Hiring", "Cash flow", "Something else"];

interface DetailsPageProps {
  application: Application;
  onSave: (changes: Partial<Application>) => void;
  onDone: (changes: Partial<Application>) => void;
  onBack: () => void;
}

export function DetailsPage({ application, onSave, onDone, onBack }: DetailsPageProps) {
  return (
    <>
      <h1>Your loan</h1>
      <p className="lead">Last questions. You can still change the amount after we have talked.</p>
      <ApplicationForm onSave={onSave} onDone={onDone}>
        <Field
          label="How much would you like to borrow?"
          name="amount"
          inputMode="numeric"
          pattern="[0-9,. £]+"
          patternHint="Use numbers only, such as 25,000"
          autoComplete="transaction-amount"
          hint="In pounds, from 5,000 to 250,000."
          required
          defaultValue={application.amount}
        />
        <Field
          label="What is it for?"
          name="use"
          autoComplete="off"
          required
          defaultValue={application.use}
          options={["", ...uses].map((use) => (
            <option key={use} value={use}>
              {use || "Choose one"}
            </option>
          ))}
        />
        <fieldset>
          <legend>Where the business trades</legend>
          <Field
            label="Address"
            name="address"
            autoComplete="street-address"
            required
            defaultValue={application.address}
          />
          <div className="pair">
            <Field
              label="Town or city"
              name="town"
              autoComplete="address-level2"
              required
              defaultValue={application.town}
            />
            <Field
              label="Postcode"
              name="postcode"
              autoComplete="postal-code"
              autoCapitalize="characters"
              spellCheck={false}
              required
              defaultValue={application.postcode}
            />
          </div>
        </fieldset>
        <div className="actions">
          <button type="button" className="button secondary" onClick={onBack}>
            Back
          </button>
          <button type="submit" className="button">
            Send application
          </button>
        </div>
      </ApplicationForm>
    </>
  );
}
