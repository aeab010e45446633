/** Only a type leads back to the ring. */
export interface Setting {
  ring: import("./ring.js").Ring;
}
