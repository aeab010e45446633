/** The lowest contrast of each pair over all brands, and where one is below what WCAG asks (1.4.3, 1.4.11). */
export interface BrandMeasure {
  lowest: Record<string, number>;
  failures: string[];
}

/** Sets each brand, and nothing else, around parts as they render, in both themes, and reads what the browser computes. */
export function measureBrands(brands: readonly string[]): BrandMeasure {
  const lowest: Record<string, number> = {};
  const failures: string[] = [];
  const place = document.body.appendChild(document.createElement("div"));
  for (const theme of ["light", "dark"])
    for (const brand of brands) {
      place.dataset["coTheme"] = theme;
      place.style.setProperty("--co-color-accent", brand);
      place.innerHTML = markup;
      const [button, quiet, step] = ["ConnectCTA", "SkipStep", "AuthStep"].map(
        (part) => place.querySelector(`.co-${part}`) as HTMLElement,
      ) as [HTMLElement, HTMLElement, HTMLElement];
      const ground = (element: HTMLElement, value = "") => {
        element.style.background = value;
        const { backgroundColor } = getComputedStyle(element);
        element.style.background = "";
        return backgroundColor;
      };
      const { color, borderTopColor, outlineColor } = getComputedStyle(button);
      const surfaces = [ground(step), ground(step, "var(--_co-surface-sunken)")];
      const pairs: [string, number, string, string[]][] = [
        ["text on the button", 4.5, color, [ground(button)]],
        ["text under the pointer", 4.5, color, [ground(button, "var(--_co-ground-hover)")]],
        ["text while pressed", 4.5, color, [ground(button, "var(--_co-ground-active)")]],
        ["accent as text", 4.5, getComputedStyle(quiet).color, surfaces],
        ["edge of the button", 3, borderTopColor, surfaces],
        ["focus", 3, outlineColor, surfaces],
      ];
      for (const [name, least, foreground, backgrounds] of pairs)
        for (const background of backgrounds) {
          const value = contrast(foreground, background);
          lowest[name] = Math.min(lowest[name] ?? 21, value);
          if (!(value >= least)) failures.push(`${name}, ${brand}, ${theme}: ${value.toFixed(2)}`);
        }
    }
  place.remove();
  return { lowest, failures };
}

// The outline is that of `:focus-visible`, which no script can bring about everywhere.
const markup = `<div class="co-AuthStep" data-view="ask">
  <a class="co-ConnectCTA" href="#" style="outline: 1px solid var(--_co-focus)">Connect</a>
  <button type="button" class="co-SkipStep">Later</button>
</div>`;

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance of a colour as browsers compute it; no other is readable here. */
function luminance(color: string): number {
  const [, space, channels = "", alpha = "1"] =
    /^(?:rgba?\(|color\((srgb|srgb-linear) )([^/)]+?)(?: ?\/ ?(.+))?\)$/.exec(color) ?? [];
  const values = channels.split(/[ ,]+/).map(Number);
  if (values.length !== 3 || Number(alpha) !== 1) return Number.NaN;
  const [r = 0, g = 0, b = 0] = values.map((value) => {
    const channel = Math.min(1, Math.max(0, space ? value : value / 255));
    if (space === "srgb-linear") return channel;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
