import { type Stone, weigh } from "./stone.js";

export interface Ring {
  stone: Stone;
}

export const weighRing = ({ stone }: Ring) => weigh(stone);
