import type { InviteMailMessages } from "../../core/messages/messages.js";

/** The invite alone in another language, for `languages`: `import fr from "codat-onboarding/locales/mail/fr-CA"`. */
declare const mail: InviteMailMessages;
export default mail;
