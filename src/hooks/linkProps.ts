import type { AnchorHTMLAttributes, KeyboardEvent, MouseEvent } from "react";
import { masked } from "./masked.js";
import type { LinkHandle } from "./useLinks.js";

/** Props of an `<a>` whose address may still be on its way: it is fetched on intent, and works by keyboard. */
export function linkProps(
  href: string | undefined,
  open: (event: MouseEvent | KeyboardEvent) => void,
  { prefetch }: LinkHandle,
): AnchorHTMLAttributes<HTMLAnchorElement> {
  const props = { ...masked, onClick: open, onPointerEnter: prefetch, onFocus: prefetch };
  if (href) return { ...props, href };
  return { ...props, role: "link", tabIndex: 0, onKeyDown: (event) => event.key === "Enter" && open(event) };
}
