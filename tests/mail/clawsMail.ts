import { createSylpheedKin } from "./sylpheedKin.js";

// linewrap_*: Claws would break lines at 72 columns, and the body could not be compared exactly.
// enable_aspell: its "Spell checker could not be started" is modal and hides the draft.
const PREFERENCES = `[Common]
enable_aspell=0
linewrap_auto=0
linewrap_pastes=0
linewrap_quotation=0
message_font_gtk2=Monospace 11
compose_width=900
compose_height=720
compose_notebook_height=260
`;

export const clawsMail = createSylpheedKin({
  name: "Claws Mail",
  command: "claws-mail",
  pictured: "ar",
  settings: ".claws-mail",
  preferencesFile: "clawsrc",
  preferences: PREFERENCES,
  window: "Compose message",
});
