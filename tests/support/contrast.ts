import axe from "axe-core";

/** axe's own, which its types leave out. */
interface AxeColors {
  Color: new () => AxeColor;
  getContrast(one: AxeColor, other: AxeColor): number;
}
interface AxeColor {
  alpha: number;
  parseString(css: string): unknown;
}
const { Color, getContrast } = (axe as unknown as { commons: { color: AxeColors } }).commons.color;

/** WCAG 2 contrast of two colours as CSS writes them, by axe; `NaN` where one is translucent. */
export function contrast(one: string, other: string): number {
  const [a, b] = [new Color(), new Color()] as const;
  a.parseString(one);
  b.parseString(other);
  return a.alpha === 1 && b.alpha === 1 ? getContrast(a, b) : Number.NaN;
}
