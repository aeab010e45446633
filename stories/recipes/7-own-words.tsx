import { AuthStep, type MessagesOverride } from "codat-onboarding";

/** Single sentences, the rest as it was. A hole without a value drops its sentence, or takes the next one. */
const messages: MessagesOverride = {
  skipStep: { skip: "Not now", undo: "Connect now" },
  status: { skipped: ["Fine. {app} will remind you.", "Fine."] },
};

export default function OwnWords() {
  return (
    <AuthStep
      companyId="8a210b68-6988-11ed-a1eb-0242ac120002"
      appName="Acme Lending"
      messages={messages}
      storage={null}
    />
  );
}
