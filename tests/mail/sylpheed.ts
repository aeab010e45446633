import { createSylpheedKin } from "./sylpheedKin.js";

const PREFERENCES = `[Common]
linewrap_before_sending=0
autowrap=0
linewrap_quotation=0
message_font=Monospace 11
compose_width=900
compose_height=720
`;

export const sylpheed = createSylpheedKin({
  name: "Sylpheed",
  command: "sylpheed",
  pictured: "fr-CA",
  settings: ".sylpheed-2.0",
  preferencesFile: "sylpheedrc",
  preferences: PREFERENCES,
  window: " - Compose",
});
