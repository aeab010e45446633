import { html, type Markup } from "./html.js";

/** How things stand, as a shape and a tone: neither has to be told from the other to be seen. */
const marks = {
  done: { tone: "good", shape: html`<path d="m5 12.5 4.5 4.5L19 7.5"/>` },
  waiting: { tone: "calm", shape: html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>` },
  ended: { tone: "calm", shape: html`<path d="m6 6 12 12M18 6 6 18"/>` },
  late: { tone: "bad", shape: html`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>` },
  trouble: { tone: "bad", shape: html`<path d="M12 4 2.5 20h19z"/><path d="M12 10v4.5M12 17v.5"/>` },
} as const;

export type PageMark = keyof typeof marks;

/** Decorative: the heading under it says the same. */
export function pageMark(mark: PageMark): Markup {
  const { tone, shape } = marks[mark];
  return html`<svg class="mark ${tone}" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>\n`;
}

/** Behind words that open something when they are pressed. */
export const chevron = html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d="m5 9 7 7 7-7"/></svg>`;
