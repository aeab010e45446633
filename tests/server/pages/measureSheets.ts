import { contrast } from "../../support/contrast.js";

/** What the browser computes of the page that has most of it, with a brand and nothing else of the host's. */
export interface Computed {
  accent: string;
  button: string;
  buttonText: string;
  hover: string;
  active: string;
  edge: string;
  focus: string;
  links: string[];
  card: string;
  page: string;
}

/** The lowest contrast of each pair, and where one is below what WCAG asks (1.4.3, 1.4.11). */
export function judge(measured: readonly Computed[]): {
  lowest: Record<string, number>;
  failures: string[];
} {
  const lowest: Record<string, number> = {};
  const failures: string[] = [];
  for (const one of measured) {
    const pairs: [string, number, string, string[]][] = [
      ["text on the button", 4.5, one.buttonText, [one.button, one.hover, one.active]],
      ["accent as text", 4.5, one.links[0] ?? "", [one.card, one.page]],
      ["edge", 3, one.edge, [one.card]],
      ["focus", 3, one.focus, [one.card, one.page]],
    ];
    if (new Set(one.links).size > 1) failures.push(`links of several colours, ${one.accent}`);
    for (const [name, least, foreground, grounds] of pairs)
      for (const ground of grounds) {
        const value = contrast(foreground, ground);
        lowest[name] = Math.min(lowest[name] ?? 21, value);
        if (!(value >= least)) failures.push(`${name}, ${one.accent}: ${value.toFixed(2)}`);
      }
  }
  return { lowest, failures };
}

/** In the browser. Rules for the pointer, a press and the focus are read by class, since a script cannot bring them about. */
export function measureSheets(sheets: [string, string][]): Computed[] {
  const computed = (selector: string) => getComputedStyle(document.querySelector(selector) as Element);
  const [link] = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]');
  if (link) link.disabled = true;
  const all: Computed[] = [];
  for (const [accent, css] of sheets) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      css
        .replaceAll(":hover", ".hover")
        .replaceAll(":active", ".active")
        .replaceAll(":focus-visible", ".focus"),
    );
    document.adoptedStyleSheets = [sheet];
    const button = document.querySelector("button") as HTMLElement;
    const ground = (state: string) => {
      button.className = state;
      const { backgroundColor } = getComputedStyle(button);
      button.className = "";
      return backgroundColor;
    };
    button.className = "focus";
    const focus = getComputedStyle(button).outlineColor;
    all.push({
      accent,
      button: ground(""),
      buttonText: computed("button").color,
      hover: ground("hover"),
      active: ground("active"),
      edge: computed("button").borderTopColor,
      focus,
      links: ["a.decline", "summary", "footer a", "nav a"].map((selector) => computed(selector).color),
      card: computed("main").backgroundColor,
      page: computed("body").backgroundColor,
    });
  }
  return all;
}
