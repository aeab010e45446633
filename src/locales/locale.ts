import type { Messages } from "../core/messages/messages.js";

/** The shape of every locale file: `import fr from "codat-onboarding/locales/fr"`. */
declare const locale: Messages;
export default locale;
