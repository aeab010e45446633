import type { InviteMailMessages } from "../../core/messages/messages.js";

/** The mail in another language, for `languages`: `import fr from "codat-onboarding/locales/mail/fr-CA"`. */
declare const mail: InviteMailMessages;
export default mail;
