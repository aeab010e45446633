import { colorNames } from "./colorNames.js";

/** Red, green and blue, each from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour of sRGB, opaque. */
export interface Color {
  /** As in `#rrggbb`. */
  rgb: Rgb;
  /** In linear light. */
  linear: Rgb;
  /** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
  luminance: number;
}

/**
 * Reads a CSS colour: a name, `#rgb`, `rgb()`, `hsl()`, `hwb()`, `lab()`, `lch()`, `oklab()`, `oklch()`, and `color()` of
 * `srgb`, `srgb-linear` and `display-p3`. What sRGB does not have is cut to it, and transparency is left out.
 *
 * @returns `undefined` for anything else
 */
export function readColor(css: string): Color | undefined {
  const lower = css.toLowerCase();
  const rgb = readHex(colorNames.get(lower) ?? lower) ?? readFunction(lower);
  if (!rgb?.every(Number.isFinite)) return undefined;
  const clipped = map(rgb, (value) => Math.min(1, Math.max(0, value)));
  const linear = toLinear(clipped);
  return { rgb: clipped, linear, luminance: luminanceOf(linear) };
}

/** `#rrggbb`. */
export function hexOf(rgb: Rgb): string {
  const digits = rgb.map((value) =>
    Math.round(Math.min(1, Math.max(0, value)) * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${digits.join("")}`;
}

export function luminanceOf([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function toGamma(linear: Rgb): Rgb {
  return map(linear, (value) => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055));
}

function toLinear(rgb: Rgb): Rgb {
  return map(rgb, (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
}

function readHex(text: string): Rgb | undefined {
  const [, digits = ""] = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/.exec(text) ?? [];
  const size = digits.length > 4 ? 2 : 1;
  const channel = (at: number) =>
    Number.parseInt(digits.slice(at * size, (at + 1) * size).repeat(3 - size), 16) / 255;
  return digits ? [channel(0), channel(1), channel(2)] : undefined;
}

/** The reader of each function's three arguments. */
const functions: Readonly<Record<string, (...args: [string, string, string]) => Rgb>> = {
  rgb: (...args) => map(args, (arg) => number(arg, 255) / 255),
  hsl: (hue, saturation, lightness) => {
    const [s, l] = [number(saturation, 100) / 100, number(lightness, 100) / 100];
    return map(hues(hue), (value) => l + (value - 0.5) * (1 - Math.abs(2 * l - 1)) * s);
  },
  hwb: (hue, white, black) => {
    const [w, b] = [number(white, 100) / 100, number(black, 100) / 100];
    return map(hues(hue), (value) => (w + b < 1 ? value * (1 - w - b) + w : w / (w + b)));
  },
  lab: (l, a, b) => fromLab(number(l, 100), number(a, 125), number(b, 125)),
  lch: (l, chroma, hue) => fromLab(number(l, 100), ...polar(number(chroma, 150), hue)),
  oklab: (l, a, b) => fromOklab(number(l, 1), number(a, 0.4), number(b, 0.4)),
  oklch: (l, chroma, hue) => fromOklab(number(l, 1), ...polar(number(chroma, 0.4), hue)),
  srgb: (...args) => map(args, (arg) => number(arg, 1)),
  "srgb-linear": (...args) => toGamma(map(args, (arg) => number(arg, 1))),
  "display-p3": (...args) => toGamma(times(toLinear(map(args, (arg) => number(arg, 1))), fromP3)),
};

function readFunction(text: string): Rgb | undefined {
  const [, name = "", inside = ""] =
    /^([a-z]+)\(([^()]{1,100})\)$/.exec(text.replace("color(", "color( ")) ?? [];
  const [before = "", ...alphas] = inside.split("/");
  const args = before.trim().split(/\s*,\s*|\s+/);
  const read = functions[name === "color" ? (args.shift() ?? "") : name.replace(/^(rgb|hsl)a$/, "$1")];
  // The older form has its alpha behind a comma.
  const [one, two, three, ...more] = args;
  const isWhole =
    more.length + alphas.length < 2 && [...more, ...alphas].every((alpha) => number(alpha.trim(), 1) >= 0);
  return read && one && two && three && isWhole ? read(one, two, three) : undefined;
}

/** A number or a percentage of `whole`; `NaN` for anything else. */
function number(text: string, whole: number): number {
  if (text === "none") return 0;
  const [, digits, percent] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(%?)$/.exec(text) ?? [];
  return digits === undefined ? Number.NaN : percent ? (Number(digits) / 100) * whole : Number(digits);
}

const turns: Readonly<Record<string, number>> = { deg: 360, grad: 400, rad: 2 * Math.PI, turn: 1 };

/** In degrees. */
function angle(text: string): number {
  const [, digits = text, unit = "deg"] = /^(.+?)(deg|grad|rad|turn)$/.exec(text) ?? [];
  return (number(digits, Number.NaN) / (turns[unit] ?? 1)) * 360;
}

/** The full colour of a hue. */
function hues(text: string): Rgb {
  const hue = angle(text);
  return map([0, 8, 4], (offset) => {
    const place = (((offset + hue / 30) % 12) + 12) % 12;
    return 0.5 - Math.max(-1, Math.min(place - 3, 9 - place, 1)) / 2;
  });
}

function polar(chroma: number, hue: string): [a: number, b: number] {
  const radians = (angle(hue) / 180) * Math.PI;
  return [chroma * Math.cos(radians), chroma * Math.sin(radians)];
}

/** https://www.w3.org/TR/css-color-4/#color-conversion-code, with the matrices of each way multiplied. */
function fromLab(l: number, a: number, b: number): Rgb {
  const y = (l + 16) / 116;
  const [fx, fz] = [y + a / 500, y - b / 200];
  const cubed = (value: number) => (value > 6 / 29 ? value ** 3 : (value * 116 - 16) / (24_389 / 27));
  return toGamma(times([(cubed(fx) * 0.3457) / 0.3585, cubed(y), (cubed(fz) * 0.2958) / 0.3585], fromD50));
}

function fromOklab(l: number, a: number, b: number): Rgb {
  return toGamma(
    times(
      map(times([l, a, b], fromOk), (value) => value ** 3),
      fromCones,
    ),
  );
}

type Matrix = readonly [Rgb, Rgb, Rgb];

const fromP3: Matrix = [
  [1.2249402, -0.2249402, 0],
  [-0.042057, 1.042057, 0],
  [-0.0196376, -0.0786361, 1.0982736],
];
const fromD50: Matrix = [
  [3.1341359, -1.6173863, -0.4906619],
  [-0.9787955, 1.9161416, 0.033454],
  [0.0719553, -0.2289769, 1.4053861],
];
const fromOk: Matrix = [
  [1, 0.3963377774, 0.2158037573],
  [1, -0.1055613458, -0.0638541728],
  [1, -0.0894841775, -1.291485548],
];
const fromCones: Matrix = [
  [4.0767416621, -3.3077115913, 0.2309699292],
  [-1.2684380046, 2.6097574011, -0.3413193965],
  [-0.0041960863, -0.7034186147, 1.707614701],
];

function times([x, y, z]: Rgb, matrix: Matrix): Rgb {
  return map(matrix, ([a, b, c]) => a * x + b * y + c * z);
}

function map<From>(three: readonly [From, From, From], change: (value: From) => number): Rgb {
  return [change(three[0]), change(three[1]), change(three[2])];
}
