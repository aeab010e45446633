import { type Color, hexOf, luminanceOf, type Rgb, readColor, toGamma } from "./color.js";

/** What follows from one brand colour, each `#rrggbb`. */
export interface Brand {
  /** Ground of a filled button: the brand itself, opaque. */
  fill: string;
  /** Text on all three grounds: black or white, whichever has more contrast on `fill`; never less than 4.5:1. */
  onFill: string;
  /** The ground under the pointer. */
  hover: string;
  /** The ground while pressed. */
  active: string;
  /**
   * The brand as text, as the edge of a filled button and as the focus ring, on light surfaces: 4.5:1 at least where
   * their luminance is 0.81 or more, as that of `#e9e9e9`.
   */
  onLight: string;
  /** The same on dark surfaces, of luminance 0.031 or less, as `#313131` is. */
  onDark: string;
}

/** Black and white have the same contrast here, 4.58:1. */
const middle = 0.179;
/** Too close to black or white to go any further that way. */
const ends = { black: 0.02, white: 0.9 };
/** The luminance of the brand as text, at most on light surfaces and at least on dark ones. */
const ink = 0.14;
const glow = 0.32;

/**
 * Derives what a page needs of a brand colour, by the rule that `styles.css` has for the parts.
 *
 * @param accent a CSS colour that `readColor` reads; a translucent one counts as opaque
 * @returns `undefined` for anything else
 */
export function brandOf(accent: string): Brand | undefined {
  const color = readColor(accent);
  return color && brandOfColor(color);
}

function brandOfColor(color: Color): Brand {
  const { rgb, linear, luminance } = color;
  // Away from the text, so that its contrast only grows.
  const isLifted = luminance < ends.black || (luminance > middle && luminance <= ends.white);
  const shaded = (share: number) => hexOf(mix(rgb, isLifted ? 1 : 0, share));
  return {
    fill: hexOf(rgb),
    onFill: luminance < middle ? "#ffffff" : "#000000",
    hover: shaded(0.16),
    active: shaded(1 - 0.84 * 0.86),
    onLight: hexOf(toGamma(dimmed(linear, luminance))),
    onDark: hexOf(toGamma(lit(linear, luminance))),
  };
}

/** In linear light luminance goes with the channels, so that each bound is met exactly and the hue is kept. */
function dimmed(linear: Rgb, luminance: number): Rgb {
  return mix(linear, 0, 1 - Math.min(1, ink / Math.max(luminance, 1e-6)));
}

/** Brightened until a channel is full, then mixed with white. */
function lit(linear: Rgb, luminance: number): Rgb {
  const room = 1 / Math.max(...linear, 1e-6);
  const times = Math.max(1, Math.min(room, glow / Math.max(luminance, 1e-6)));
  const bright = mix(linear, 0, 1 - times);
  const reached = luminanceOf(bright);
  return mix(bright, 1, Math.max(0, (glow - reached) / (1 - Math.min(reached, 0.99))));
}

/** Each channel moved towards a value by a share of the way. */
function mix(channels: Rgb, towards: number, share: number): Rgb {
  const [red, green, blue] = channels.map((value) => value + (towards - value) * share);
  return [red ?? 0, green ?? 0, blue ?? 0];
}
