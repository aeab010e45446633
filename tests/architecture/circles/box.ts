import { type Ring, weighRing } from "./ring.js";
import { weigh } from "./stone.js";

/** Stands outside of the circle, and reaches it by two ways. */
export const weighBox = (ring: Ring) => weighRing(ring) + weigh(ring.stone);
