import { ApplicationForm } from "./ApplicationForm";
import { Field } from "./Field";
import type { Application } from "./me";

interface AccountPageProps {
  application: Application;
  onSave: (changes: Partial<Application>) => void;
  onDone: (changes: Partial<Application>) => void;
}

export function AccountPage({ application, onSave, onDone }: AccountPageProps) {
  return (
    <>
      <h1>Check your details</h1>
      <p className="lead">We filled in what we know. It takes about five minutes to apply.</p>
      <ApplicationForm onSave={onSave} onDone={onDone}>
        <Field
          label="Your full name"
          name="name"
          autoComplete="name"
          required
          maxLength={80}
          defaultValue={application.name}
        />
        <Field
          label="Work email"
          name="email"
          type="email"
          autoComplete="email"
          spellCheck={false}
          required
          defaultValue={application.email}
        />
        <Field
          label="Phone"
          name="phone"
          type="tel"
          autoComplete="tel"
          hint="Only if we have a question about your application."
          defaultValue={application.phone}
        />
        <Field
          label="Business name"
          name="business"
          autoComplete="organization"
          hint="As it is registered."
          required
          maxLength={80}
          defaultValue={application.business}
        />
        <div className="actions">
          <button type="submit" className="button">
            Continue
          </button>
        </div>
      </ApplicationForm>
    </>
  );
}
