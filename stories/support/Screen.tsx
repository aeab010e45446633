import type { SyntheticEvent } from "react";

/** Widths and heights that are designed for. */
export const screens = {
  phone: { inlineSize: 390, blockSize: 844 },
  desktop: { inlineSize: 1280, blockSize: 720 },
} as const;

export type ScreenName = keyof typeof screens;

interface ScreenProps {
  name: ScreenName;
  title: string;
  markup: string | undefined;
}

/** A whole page, as a screen of that size shows it: what is below its edge is scrolled to. */
export function Screen({ name, title, markup = "" }: ScreenProps) {
  return <iframe className="page-screen" title={title} srcDoc={markup} style={screens[name]} onLoad={stay} />;
}

/** A page here leads nowhere. */
function stay({ currentTarget }: SyntheticEvent<HTMLIFrameElement>) {
  const page = currentTarget.contentDocument;
  page?.addEventListener("submit", (event) => event.preventDefault());
  page?.addEventListener("click", (event) => {
    if (event.target instanceof Node && (event.target as Element).closest?.("a[href]"))
      event.preventDefault();
  });
}
