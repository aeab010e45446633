import { createMuttKin } from "./muttKin.js";

export const mutt = createMuttKin({ name: "mutt", command: "mutt", pictured: "de" });
