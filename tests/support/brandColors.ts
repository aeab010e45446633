/** Brands that are hard on a rule: the ends, the middle, the pale, the loud, and every way of writing them. */
const nasty = [
  ..."000000 ffffff 010101 fefefe 767676 777777 808080 757575 ff0000 00ff00 0000ff ffff00 00ffff ff00ff".split(
    " ",
  ),
  ..."ffd700 ffa500 7fff00 ff69b4 4b0082 8b4513 c0c0c0 00205b 17509e f5f7fa 141b26".split(" "),
].map((hex) => `#${hex}`);
const written = [
  "rebeccapurple",
  "hsl(48 100% 50%)",
  "rgb(10 20 30 / 40%)",
  "oklch(0.8 0.2 100)",
  "lab(30 60 -60)",
];

/** 200 colours of a seed (mulberry32), and the nasty ones. */
export function brandColors(seed = 20261126): string[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 8).toString(16).padStart(6, "0");
  };
  return [...nasty, ...written, ...Array.from({ length: 200 }, () => `#${next()}`)];
}
