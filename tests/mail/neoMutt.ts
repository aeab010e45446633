import { createMuttKin } from "./muttKin.js";

export const neoMutt = createMuttKin({ name: "NeoMutt", command: "neomutt", pictured: "ja" });
