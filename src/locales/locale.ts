import type { Messages } from "../core/messages/messages.js";

/** Every locale file is of this shape: `import fr from "codat-onboarding/locales/fr"`. */
declare const locale: Messages;
export default locale;
